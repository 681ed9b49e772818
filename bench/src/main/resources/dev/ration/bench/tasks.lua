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

local function span(n)
  local sum = 0
  for i = 1, n do
    sum = sum + i % 10
  end
  return sum
end

local function items(n)
  local list = {}
  for i = 1, 1000 do
    list[#list + 1] = i
  end
  local sum = 0
  for _ = 1, n do
    for _, item in ipairs(list) do
      sum = sum + item
    end
  end
  return sum
end

local function sum_of(a, b)
  return { x = a.x + b.x, y = a.y + b.y % 10 }
end

local function points(n)
  local at = { x = 0, y = 0 }
  for i = 1, n do
    at = sum_of(at, { x = at.y, y = i })
  end
  return at.x
end

local function texts(n)
  local sum = 0
  local text = ""
  for i = 1, n do
    text = text .. i .. ","
    if #text > 80 then
      sum = sum + #text
      text = ""
    end
  end
  return sum
end

local tasks = { fib = fib, loop = loop, span = span, items = items, points = points, texts = texts }

for line in io.lines() do
  if line == "version" then
    io.write(jit.version, "\n")
  else
    local name, size = line:match("(%S+) (%S+)")
    local start = now()
    local result = tasks[name](tonumber(size))
    local taken = now() - start
    io.write(string.format("%.0f %.0f\n", result, taken))
  end
  io.flush()
end
