/** The one binary: commands, exit codes, and nothing that another module imports. */
@NullMarked
package dev.ration.cli;

import org.jspecify.annotations.NullMarked;
