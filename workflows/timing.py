"""Every timeout and retry has its name here."""

from datetime import timedelta

from temporalio.common import RetryPolicy

# A look at the record is one short transaction.
LOOK = timedelta(seconds=10)
# One transaction that writes.
WRITE = timedelta(seconds=30)
# One conversation with a mail server.
MAIL = timedelta(seconds=60)
# A PDF of ten thousand lines takes minutes; a living renderer says so every few seconds.
PAPER = timedelta(minutes=30)
PAPER_HEARTBEAT = timedelta(seconds=30)

# Business steps are tried until they succeed: after 1, 2, 4 ... seconds, five minutes at most.
PATIENT = RetryPolicy(maximum_interval=timedelta(minutes=5))
QUICK = RetryPolicy(initial_interval=timedelta(milliseconds=200), maximum_interval=timedelta(seconds=10))

# How long a worker that died may hold on to the stories that it was telling.
STICKY = timedelta(seconds=2)
