// Portolan, the timer and the word count of an answer page.
// The server says how many seconds are left; the monotonic clock counts them down; the server has the last word.
const timer = document.querySelector('[data-timer]');
if (timer) {
  const words = timer.dataset, from = performance.now();
  const minutesLeft = n => words.tMinutes.replace('{n}', n);
  let told, over;
  const submit = () => document.querySelector('form[data-attempt] [type=submit]').click();
  const tick = () => {
    const left = Math.max(0, words.secondsLeft - (performance.now() - from) / 1e3), minutes = Math.ceil(left / 60);
    timer.textContent = left > 300 ? minutesLeft(minutes)
      : words.tSeconds.replace('{time}', Math.floor(left / 60) + ':' + ('0' + Math.floor(left % 60)).slice(-2));
    if (minutes < told && [10, 5, 1].includes(minutes)) document.querySelector('[data-timer-say]').textContent = minutesLeft(minutes);
    told = minutes;
    if (left) return setTimeout(tick, 500);
    over = 1;
    submit();
  };
  tick();
  // Time ran out without a connection: the answers wait on the device, the form goes when there is a way.
  addEventListener('online', () => over && setTimeout(submit, 1e3));
}
document.querySelectorAll('[data-words]').forEach(counter => {
  const area = document.getElementById(counter.dataset.words);
  const count = () => counter.textContent = counter.dataset.t.replace('{n}', (area.value.match(/\S+/g) || []).length);
  area.addEventListener('input', count);
  count();
});
