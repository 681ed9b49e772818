# Packs a distribution: all that runs without Maven, in one file. The launcher reads this where it is
# asked for one, so its names are known here.
#
# The same sources, jars and JDK give the same bytes, except for the AOT cache: names are in order,
# and times, owners and modes are fixed.

pack() {
  for program in tar gzip; do
    command -v "$program" >/dev/null || die "packing needs $program"
  done
  name=ration-$(sed -n 's/^  <version>\(.*\)<\/version>$/\1/p' "$root/pom.xml" | head -n 1)
  file=${1:-$root/target/$name.tar.gz}
  staging=$root/target/dist-$$
  image=$staging/$name
  trap 'rm -rf "$staging"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  mkdir -p "$image" "$(dirname "$file")" || die "cannot write to $staging and $(dirname "$file")"
  stage || die "cannot copy to $staging"
  settle || die "cannot set times and modes in $staging"
  # From inside, so that the cache names no directory of this machine.
  (cd "$image" && make_cache . policies)
  [ -f "$image/check.aot" ] || say "this JDK made no AOT cache; packing without"
  settle
  write || die "cannot write $file"
  say "packed $file"
}

stage() {
  (cd "$root" && cp ration LICENSE NOTICE README.md CHANGELOG.md "$image") &&
    copy "$distribution/lib" "$image/lib" &&
    { ! [ -d "$distribution/upgrade" ] || copy "$distribution/upgrade" "$image/upgrade"; } &&
    copy "$root/stdlib/src/main/resources" "$image/stdlib" &&
    for part in licences docs policies; do
      copy "$root/$part" "$image/$part" -o -name src -o -name pom.xml || return 1
    done &&
    for part in connect/driver/examples embed/example; do
      copy "$root/$part" "$image/$part" || return 1
    done &&
    mkdir -p "$image/peers" && cp "$root/peers/README.md" "$image/peers" &&
    "$jdk/bin/java" "$root/build-tools/JarParts.java" "$image"
}

# copy FROM TO [more to leave out]: the files below a directory that somebody wrote.
copy() {
  from=$1 to=$2
  shift 2
  (cd "$from" && find . \( -name '.?*' -o -name target -o -name __pycache__ "$@" \) -prune -o -type f -print) |
    while IFS= read -r one; do
      mkdir -p "$(dirname "$to/$one")" && cp "$from/$one" "$to/$one" || exit 1
    done
}

# Java compares the times of the jars with those that the cache was made from, so they are set before.
settle() {
  at='\(....\)-\(..\)-\(..\)T\(..\):\(..\):\(..\)Z'
  time=$(sed -n "s/^ *<project.build.outputTimestamp>$at<.*/\1\2\3\4\5.\6/p" "$root/pom.xml")
  find "$image" -type d -exec chmod 755 {} + &&
    find "$image" -type f -perm -u=x -exec chmod 755 {} + &&
    find "$image" -type f ! -perm -u=x -exec chmod 644 {} + &&
    find "$image" -exec env TZ=UTC0 touch -t "$time" {} +
}

write() {
  (cd "$staging" && find "$name" -print | LC_ALL=C sort >names &&
    tar --format=ustar --owner=0 --group=0 --numeric-owner --no-recursion -cf image.tar -T names) &&
    gzip -nc "$staging/image.tar" >"$file.part" &&
    mv -f "$file.part" "$file"
}
