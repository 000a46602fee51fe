// Says that new mail has arrived; the reader decides when to reload.
const news = document.querySelector(".news");

async function look() {
  const answer = await fetch(`/api/messages?to=${encodeURIComponent(news.dataset.to)}`);
  const [newest] = await answer.json();
  news.hidden = !newest || newest.id === news.dataset.newest;
}

if (news) setInterval(() => look().catch(() => {}), 3000);
