local ffi = require("ffi")
ffi.cdef [[
  typedef struct { long seconds; long nanos; } ration_time;
  int clock_gettime(int clock, ration_time *time);
]]

local function now()
  local time = ffi.new("ration_time")
  ffi.C.clock_gettime(1, time)
  return tonumber(time.seconds) * 1e9 + tonumber(time.nanos)
end

local function fib(n)
  if n < 2 then return n end
  return fib(n - 1) + fib(n - 2)
end

local function loop(n)
  local sum = 0
  local i = 0
  while i < n do
    if i % 7 ~= 3 then
      sum = sum + i % 7
    else
      sum = sum + 3
    end
    i = i + 1
  end
  return sum
end

local tasks = { fib = fib, loop = loop }

for line in io.lines() do
  local name, size = line:match("(%S+) (%S+)")
  local start = now()
  local result = tasks[name](tonumber(size))
  local taken = now() - start
  io.write(string.format("%.0f %.0f\n", result, taken))
  io.flush()
end
