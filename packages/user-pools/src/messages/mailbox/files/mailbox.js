/** The mailbox page: local times, copying, and a list that keeps up by itself. Without script the page still reads. */

const refreshEvery = 2000;
const wholeTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const timeOfDay = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

function showLocalTimes(root) {
  const today = new Date().toDateString();
  for (const time of root.querySelectorAll('time')) {
    const sent = new Date(time.dateTime);
    time.textContent = (sent.toDateString() === today ? timeOfDay : wholeTime).format(sent);
    time.title = wholeTime.format(sent);
  }
}

async function copy(button) {
  const text = button.dataset.copy;
  try {
    await navigator.clipboard.writeText(text);
    report(button, 'Copied');
  } catch {
    // The browser refuses the clipboard: mark the text, so that the keyboard can copy it.
    getSelection().selectAllChildren(button.previousElementSibling);
    report(button, 'Press Ctrl+C');
  }
}

function report(button, text) {
  button.textContent = text;
  document.getElementById('said').textContent = text;
  setTimeout(() => {
    button.textContent = 'Copy';
    document.getElementById('said').textContent = '';
  }, 2000);
}

/** Takes over the list as the server has it now, and leaves the page alone while nothing is new. */
async function refresh() {
  if (document.hidden) return;
  const answer = await fetch(location.href).catch(() => undefined);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  if (idsOf(fresh) === idsOf(document)) return;
  const focused = document.activeElement?.id;
  const typed = document.getElementById('to').value;
  showLocalTimes(fresh);
  document.querySelector('main').replaceWith(document.adoptNode(fresh.querySelector('main')));
  document.getElementById('to').value = typed;
  if (focused) document.getElementById(focused)?.focus();
}

function idsOf(root) {
  return [...root.querySelectorAll('#mails a')].map((link) => link.id).join();
}

showLocalTimes(document);
const said = document.createElement('p');
said.id = 'said';
said.className = 'unseen';
said.setAttribute('role', 'status');
document.body.append(said);
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-copy]');
  if (button) void copy(button);
});
if (document.querySelector('[data-refresh]')) setInterval(refresh, refreshEvery);
