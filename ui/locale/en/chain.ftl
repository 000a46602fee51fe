# The chain of approvers: its editor on a job, its templates, and where a document stands in it.

chain-title = Approvers
chain-intro = Who must approve this job’s statements, in which order and until when. It holds for what is sent from now on: a statement that was sent keeps its own.
chain-none = Without approvers, whoever holds the link may answer.
chain-make = Name approvers
chain-change = Change
chain-picture = Preview of the steps
chain-picture-again = Refresh the preview
chain-flow-sent = Statement sent
chain-flow-done = Statement approved
chain-together = Side by side
chain-nobody-yet = Nobody yet
chain-needed = { $needed ->
    [one] 1 approval of { $count } is enough
   *[other] { $needed } approvals of { $count } are enough
  }
chain-days = { $days ->
    [one] 1 day
   *[other] { $days } days
  }
chain-no-deadline = No deadline
chain-then-remind = then a reminder
chain-then-escalate = then { $who } is asked as well
chain-then-deem = then silence approves

chain-step = Step { $step }
chain-up = Move step { $step } earlier
chain-down = Move step { $step } later
chain-remove = Delete step { $step }
chain-add-first = Add a first step
chain-add-step = Add a step
chain-name = Name of the step
chain-parallel = At the same time as the step before
chain-person = Person { $person }
chain-person-name = Name
chain-person-email = E-mail address
chain-person-role = Role
chain-role-architect = Architect
chain-role-owner = Owner
chain-role-payer = Payer
chain-role-other = Other
chain-add-person = Add a person
chain-remove-person = Remove { $name }
chain-away = Absence and stand-in
chain-away-from = Away from
chain-away-until = until (included)
chain-away-hint = Meanwhile the stand-in gets the link and answers.
chain-delegate-name = Name of the stand-in
chain-delegate-email = E-mail address of the stand-in
chain-quorum = Approvals needed
chain-quorum-hint = Of { $count } people. Empty: all of them.
chain-deadline = Deadline in days
chain-deadline-hint = Calendar days. Empty: no deadline.
chain-at-deadline = At the deadline
chain-at-remind = Remind
chain-at-remind-hint = The same people, and you are told.
chain-at-escalate = Ask somebody else as well
chain-at-escalate-hint = Their approval stands in for the one that is missing.
chain-at-deem = Deem approved
chain-at-deem-hint = Silence approves.
chain-deem-warning = The contract must say so: without a written clause, silence approves nothing.
chain-escalate-name = Whom to ask
chain-escalate-email = Their e-mail address
chain-save = Save the approvers
chain-save-none = Save without approvers
chain-conflict = The approvers changed meanwhile
chain-conflict-text = Somebody saved them while you were writing. What you typed is kept below; saving it will replace these.
chain-fault-step = Step { $step }: { $text }
chain-fault-person = Step { $step }, person { $person }: { $text }

chain-templates = Templates
chain-templates-hint = Keep these steps under a name, and use them on other jobs.
chain-template = Template
chain-template-lay = Use
chain-template-laid = The template “{ $name }” stands below. Nothing is saved until you save the approvers.
chain-template-name = Keep these steps as
chain-template-keep = Keep as a template
chain-template-kept = The template “{ $name }” is kept.
chain-template-replace = Replace this template
chain-template-forget = Delete a template
chain-template-forget-do = Delete
chain-template-forget-this = Delete the template { $name }
chain-template-gone = The template “{ $name }” is deleted. Jobs that used it keep their approvers.

chain-stands-waiting = to come
chain-stands-open = under way
chain-stands-approved = approved
chain-stands-deemed = deemed approved
chain-stands-rejected = rejected
chain-stands-closed = not decided
chain-beside = At the same time as the one before
chain-until = Answer expected by { $day }
chain-lapsed-remind = The deadline of { $day } passed: a reminder was sent
chain-lapsed-escalate = The deadline of { $day } passed: { $who } is asked as well
chain-lapsed-deem = The deadline of { $day } passed: silence approves
chain-instead-of = instead of { $name }
chain-turn-waiting = Not asked yet
chain-turn-open = Asked since { $day }
chain-turn-approved = Approved on { $day }
chain-turn-admitted = Admitted a part on { $day }
chain-turn-rejected = Rejected on { $day }
chain-turn-closed = No answer needed any more
chain-next = Then:
chain-next-none = Then: the statement is approved.
chain-copy-link = Copy their link
chain-delegate = Hand over to somebody else
chain-delegate-title = Hand over { $name }’s turn
chain-delegate-consequence-open = They get a link of their own by mail at once, and answer instead of { $name }.
chain-delegate-consequence-waiting = When the time comes they get a link of their own by mail, and answer instead of { $name }.
chain-delegate-do = Hand over

done-chain-saved = The approvers are saved.
done-turn-delegated = The turn was handed over. They have a link of their own.
