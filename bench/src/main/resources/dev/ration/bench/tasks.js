function fib(n) {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

function loop(n) {
  let sum = 0;
  let i = 0;
  while (i < n) {
    if (i % 7 !== 3) {
      sum = sum + (i % 7);
    } else {
      sum = sum + 3;
    }
    i = i + 1;
  }
  return sum;
}
