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

function span(n) {
  let sum = 0;
  for (let i = 1; i <= n; i = i + 1) {
    sum = sum + (i % 10);
  }
  return sum;
}

function items(n) {
  const list = [];
  for (let i = 1; i <= 1000; i = i + 1) {
    list.push(i);
  }
  let sum = 0;
  for (let round = 1; round <= n; round = round + 1) {
    for (const item of list) {
      sum = sum + item;
    }
  }
  return sum;
}

function sumOf(a, b) {
  return { x: a.x + b.x, y: a.y + (b.y % 10) };
}

function points(n) {
  let at = { x: 0, y: 0 };
  for (let i = 1; i <= n; i = i + 1) {
    at = sumOf(at, { x: at.y, y: i });
  }
  return at.x;
}

function texts(n) {
  let sum = 0;
  let text = "";
  for (let i = 1; i <= n; i = i + 1) {
    text = `${text}${i},`;
    if (text.length > 80) {
      sum = sum + text.length;
      text = "";
    }
  }
  return sum;
}
