# The operators' pages.

area-operations = Operations
done-reconciled = The process is awake: it reads the record again and does what is missing.

ops-title = Operations
ops-what = Whether everything works, what waits, and since when.
ops-health = Health
ops-part-database = Database
ops-part-workflow-server = Workflow server
ops-part-files = Files
ops-well = Well
ops-away = Does not answer
ops-outbox = Signals to deliver
ops-letters = Mails to send
ops-letters-failed = Mails refused
ops-oldest = the oldest for { $seconds } s
ops-server-away = The workflow server does not answer. Clients' answers are recorded; mails, reminders and PDFs follow when it is back.

ops-processes = Processes that go on
ops-no-processes = No document waits.
ops-more = More
ops-column-document = Document
ops-column-waits = Waits for
ops-column-since = Since
ops-column-next = Next
ops-waits-client = the client
ops-waits-staff = staff
ops-waits-nobody = nobody
ops-no-step = Nothing is planned
ops-undelivered = { $count ->
    [one] one signal to deliver
   *[other] { $count } signals to deliver
  }
ops-step-remind = Reminder { $number }
ops-step-call = Ask a person in charge to call
ops-step-expiring = Tell that the validity ends
ops-step-resume = The hold ends
ops-step-expire = The validity ends

ops-version = version { $version }
ops-see-document = See the document
ops-web-ui = Temporal
ops-standing = Where the process stands
ops-timer = Timer
ops-no-run = The workflow server does not know this document. If it still waits, wake its process below.
ops-story = Story of the workflow server
ops-run = State of the story: { $status }
ops-no-story = The story is not available.
ops-status-running = running
ops-status-completed = completed
ops-status-failed = failed
ops-status-canceled = cancelled
ops-status-terminated = terminated
ops-status-continued_as_new = continued
ops-status-timed_out = timed out
ops-status-paused = paused
ops-journal = Journal of the record
ops-under-way = under way
ops-attempts = { $count } attempts
ops-next-attempt = next attempt
ops-line-story-started = The story begins
ops-line-story-completed = The end: nothing is left to do
ops-line-story-failed = The story failed
ops-line-story-timed-out = The story timed out
ops-line-story-cancelled = The story was cancelled
ops-line-story-terminated = The story was terminated
ops-line-story-continued = The story goes on in another run
ops-line-signal-approve = News: approved
ops-line-signal-reject = News: rejected
ops-line-signal-hold = News: on hold
ops-line-signal-sign = News: signed
ops-line-signal-publish = News: version sent
ops-line-signal-withdraw = News: withdrawn
ops-line-signal-extend = News: validity or reminders changed
ops-line-signal-reopen = News: answer taken back
ops-line-timer-wait = Wait
ops-line-activity-render_version = PDF
ops-line-activity-send_letter = Mail
ops-line-activity-carry_out = Step of the plan
ops-line-activity-note_stray = Signal without an act
ops-line-trouble-task-failed = The story could not go on
ops-reconcile = Wake the process
ops-reconcile-what = The process reads the record again and does what is missing; if it is lost, it starts again from the record. Nothing is done twice.
ops-reason = Reason
ops-reconcile-do = Wake
event-staff-reconciled = Process woken by { $name }
event-staff-signal_ignored = Signal that cites no recorded act, ignored
