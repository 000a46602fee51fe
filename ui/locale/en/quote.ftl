# Staff: writing a quote, sending it, following it.

# Whose
quote-whose = New quote
quote-whose-again = Change the client or the job
quote-back-to-draft = Back to the draft
quote-which-client = For which client?
quote-new-client = New client
quote-find-client = Name or e-mail address
quote-find = Search
quote-more-clients = There are more clients: search by name or e-mail address.
quote-no-such-client = No client matches “{ $find }”.
quote-no-clients = No client yet. Create the first one; the quote follows.
quote-for = For
quote-other-client = Another client
quote-which-job = For which job?
quote-no-job = Without a job
quote-new-job = New job
quote-title-hint = What the client reads first, such as “Garden wall repair”.
quote-start = Start the quote
quote-move = Change

# Editor
quote-new-title = New quote
quote-untitled = Quote without a subject
quote-correcting = Correction: version { $version }
quote-title = Subject
quote-title-placeholder = Subject of the quote
quote-change-whose = Change
quote-introduction = Introduction
quote-introduction-hint = A few lines before the detail: the context, what is included.
quote-valid-until = Valid until
quote-lines = Lines
quote-windows = Parts of the quote
quote-keys = Enter: next line · Alt + ↑↓: move · Ctrl + D: duplicate · Ctrl + ⌫: delete
quote-number = No.
quote-unit = Unit
quote-price = Unit price
quote-discount-short = Disc. %
quote-row-menu = Actions on the line
quote-heading = Group heading
quote-new-heading = Group { $number }
quote-heading-placeholder = Group heading, such as “Lot 1 · Masonry”
quote-work-placeholder = Description of the work
quote-optional = Optional
quote-option-short = Opt.
quote-bar = Total and sending
quote-proposed = Proposed
quote-up = Move up
quote-down = Move down
quote-duplicate = Duplicate
quote-remove = Delete
quote-remove-heading = Delete the heading
quote-no-lines = Add a first line, or paste lines from a spreadsheet.
quote-add-line = Add a line
quote-add-heading = Add a group
quote-paste-hint = Paste several rows of a spreadsheet: description, quantity, unit, price, tax.
quote-discount = Discount on the total, %
quote-deposit = Deposit, %
quote-retention = Retention, %
quote-retention-hint = At most 5 % (French law of 16 July 1971).
quote-rate-quebec = GST + QST
quote-mentions = Statements
quote-mentions-text = What the law asks for on a quote for works. The company's settings fill them in beforehand.
quote-mention-execution_delay = Execution time
quote-mention-insurance = Ten-year insurance: insurer, cover
quote-mention-waste = Waste: quantities, sorting, collection point, cost
quote-mention-travel = Travel
quote-mention-mediator = Consumer mediator
quote-mention-mediator-hint = For a consumer.
quote-mention-reduced_vat = Certification for reduced VAT
quote-mention-reduced_vat-hint = The client's statement that justifies a reduced rate; it is printed on the quote.
quote-mention-free_quote = Free quote
quote-mention-withdrawal = Off-premises contract: 14 days to withdraw, no payment for 7 days
quote-notes = Notes
quote-notes-hint = Printed under the totals.
quote-save = Save
quote-saving = Saving…
quote-saved-at = Saved at { $hour }
quote-unsaved = Not saved yet: trying again in a moment
quote-preview = Preview and send
quote-missing = { $count ->
    [0] Ready to send
    [one] 1 thing to complete before sending
   *[other] { $count } things to complete before sending
  }
quote-line-removed = Line deleted
quote-undo = Undo
quote-pasted = Lines pasted:
quote-open-comments = { $count ->
    [one] 1 comment of the client waits for an answer
   *[other] { $count } comments of the client wait for an answer
  }
quote-open-comments-text = They stand under their lines. Mark them as dealt with when the correction answers them.
quote-on-version = on version { $version }
quote-resolve = Mark as dealt with
quote-conflict-title = This draft changed elsewhere
quote-conflict-text = Somebody, or another tab, saved it at { $hour }. Nothing is lost: your text is in the form, the other one is saved.
quote-conflict-theirs = What the other text says
quote-conflict-same = Both texts say the same.
quote-conflict-keep = Keep my text
quote-conflict-take = Take the other text
done-draft-saved = Draft saved.
done-comment-resolved = Comment marked as dealt with.
done-quote-moved = The draft has another client or job.

# Preview
preview-title = Preview of version { $version }
preview-heading = Before sending
preview-back = Back to writing
preview-to = Recipient
preview-to-short = To
preview-attached = The PDF is attached to the mail.
preview-message = Message to the client
preview-message-hint = A few words in the mail and at the head of the page.
preview-look = See it in the mail
preview-mail = The mail
preview-subject = Subject
preview-text = Plain text version
preview-paper = The paper
preview-pdf = Open the PDF
sum-gross-short = with tax
plan-title = Planned reminders
plan-stops = Everything stops as soon as the client answers, puts it on hold, or the quote is replaced or withdrawn.
plan-empty = Nothing is planned.
publish-consequence = { $kind ->
    [statement] The statement leaves at once to { $to } and can no longer be edited: a correction makes a new version.
   *[other] The quote leaves at once to { $to } and can no longer be edited: a correction makes a new version.
  }
publish-replaces = Version { $version } can no longer be answered.
publish-do = Send version { $version }
step-remind = Reminder no. { $number } to the client
step-turn = Reminder no. { $number } to whoever must answer
step-call = A person in charge is asked to call
step-expiring = The client learns that the date is near
step-resume = End of the hold
step-expire = End of validity
step-deadline = Deadline of step { $number }
why-days-after-sending = { $days ->
    [one] 1 business day after sending
   *[other] { $days } business days after sending
  }
why-days-after-hold = { $days ->
    [one] 1 business day after the hold
   *[other] { $days } business days after the hold
  }
why-validity-ends = Valid until { $day }
why-hold-ends = On hold until { $day }
why-last-valid-day = { $day } is the last valid day
why-days-after-turn = { $days ->
    [one] 1 business day after their turn began
   *[other] { $days } business days after their turn began
  }
why-deadline-remind = “{ $step }”: whoever has not answered is reminded, and the team told
why-deadline-escalate = “{ $step }”: { $who } is asked too, and the team told
why-deadline-deem = “{ $step }”: without an answer, deemed approved

# Detail
done-published = The quote is sent.
done-published-again = The new version is sent.
done-accepted = The quote is marked as accepted.
done-answered-for-client = The client's answer is recorded.
done-extended = The validity is extended.
done-reopened = The answer is taken back: the quote waits for the client again.
done-withdrawn = The quote is withdrawn.
done-discarded = The draft is discarded.
done-duplicated = Copied: this is a new draft.
done-reminders-on = Reminders go on.
done-reminders-off = Reminders are stopped.
done-link-made = The link is ready.
done-link-rotated = The link is replaced: the old one opens nothing any more.
done-link-revoked = The link is cut.
done-mail-again = The mail is on its way again.
detail-version = version { $version }
detail-follow = Follow-up and sharing
detail-meanwhile = { $kind ->
    [statement] This statement just changed
   *[other] This quote just changed
  }
detail-meanwhile-text = The page now shows where it stands.
detail-net = that is { $net } before tax.
detail-valid = Valid until { $day }.
detail-held = On hold until { $day }.
detail-correct = Correct and publish version { $version }
detail-continue = Go on with version { $version }
detail-draft-open = Version { $version } is being written. The client does not see it yet.
detail-withdrawn = Withdrawn by { $name }:
detail-successor = See the document that replaces it
fact-client = Client
fact-sent = Sent
answered-approve = Approved by { $name }
answered-endorse = Endorsed by { $name }
answered-deem = Approved by silence: nobody answered in time
answered-sign = Signed by { $name }
answered-reject = Rejected by { $name }
answered-hold = Put on hold by { $name }
answered-mark_accepted = Marked as accepted by { $name }
answered-on-behalf = recorded for the client
answered-until = until { $day }
answered-detail = { $count ->
    [one] See the detail: 1 comment on a line
   *[other] See the detail: { $count } comments on lines
  }
comment-settled = dealt with
answers-title = Answers
answers-none = No answer yet.
answer-taken-back = taken back
answer-lines = { $count ->
    [one] 1 comment on a line
   *[other] { $count } comments on lines
  }
evidence-title = Evidence
evidence-who = Who
evidence-by-staff = recorded by the company
evidence-consent = Consent
evidence-typed = Typed signature
evidence-code = Code
evidence-code-text = mailed to { $email }, confirmed after { $tries ->
    [one] 1 try
   *[other] { $tries } tries
  }
evidence-from = From
evidence-download = Download
versions-title = Versions
version-current = current
version-open = Read
version-what-changed = What changed
compare-from = Compare
compare-to = with
compare-do = Compare
compare-title = From version { $before } to version { $after }
compare-also = Also changed: { $field }.
mails-title = Mails
mails-none = No mail has left.
mail-to = to { $to }
mail-state-due = to be sent
mail-state-sending = under way
mail-state-sent = sent
mail-state-failed = refused
mail-state-dropped = no longer needed
mail-failed-title = A mail did not reach { $to }
mail-failed-text = “{ $what }” was refused by the mail server.
mail-again-title = Send again
mail-again-email = E-mail address
mail-again-keep = Mend the client's file too
mail-again-do = Send again
letter-sent = Sent
letter-turn = Request to approve
letter-new_version = New version
letter-reminder_1 = First reminder
letter-reminder_2 = Second reminder
letter-reminder_3 = Third reminder
letter-turn_late = Reminder after the deadline
letter-expiring = Validity ends soon
letter-receipt = Receipt of the answer
letter-deemed = Approval by silence
letter-admitted_taken = Admitted amounts confirmed
letter-withdrawn = Withdrawal
letter-extended = Extension
letter-code = Code
letter-new_link = New link
letter-reopened = Answer taken back
letter-answered = Notice of the answer to the team
letter-answer_taken_back = Notice of an answer taken back
letter-call = Request to call
letter-deadline = Notice of a deadline that passed
letter-hold_over = End of the hold
letter-extension_asked = Request for an extension
letter-expired = Notice of expiry
letter-mail_failed = Notice of a refused mail
follow-next = What comes next
follow-past = What happened
reminders-stop = Stop reminders
reminders-start = Go on with reminders
event-staff-created = Draft created by { $name }
event-staff-publish = Version { $version } sent by { $name }
event-staff-approve = Version { $version } approved by { $name }
event-staff-sign = Version { $version } signed by { $name }
event-staff-reject = Version { $version } rejected by { $name }
event-staff-hold = Version { $version } put on hold by { $name }
event-staff-mark_accepted = Version { $version } marked as accepted by { $name }
event-staff-withdraw = Withdrawn by { $name }
event-staff-extend = Validity extended until { $until } by { $name }
event-staff-reopen = Answer taken back by { $name }
event-staff-resume = End of the hold
event-staff-expire = Validity over
event-staff-seen = The client opened version { $version }
event-staff-mailed = { $what }: mail sent
event-staff-mail_failed = { $what }: mail refused
event-staff-mail_again = Mail sent again by { $name }
event-staff-link_revoked = Link cut by { $name }
event-staff-link_rotated = Link replaced by { $name }
event-staff-reminders_on = Reminders switched on by { $name }
event-staff-reminders_off = Reminders stopped by { $name }
event-staff-extension_asked = { $name } asks for an extension
event-staff-draft_discarded = Correction discarded by { $name }
event-staff-endorse = Version { $version } endorsed by { $name }
event-staff-deem = Version { $version } approved by silence, as nobody answered in time
event-staff-accept_admitted = Admitted amounts taken by { $name }
event-staff-lapsed = { $outcome ->
    [escalate] Step “{ $step }”: deadline passed, { $who } did not answer; the request went further up
    [deem] Step “{ $step }”: deadline passed, the silence of { $who } counts as approval
   *[remind] Step “{ $step }”: deadline passed, { $who } got a reminder
  }
event-staff-delegated = Turn of { $from } handed to { $to } by { $name }
event-staff-billed = Invoicing prepared: { $amount }
event-staff-contract_changed = Terms of the contract changed by { $name }
share-title = Share
link-mail = Link sent by mail
link-paper = Link of the QR code
link-share = Public link
link-seen = Opened on { $moment }
link-copy = Copy the link
link-copied = Link copied.
link-make = Make a public link
link-rotate = Replace
link-revoke = Cut
link-rotate-title = Replace this link?
link-revoke-title = Cut this link?
link-rotate-consequence = The old address opens nothing any more, at once. A new one takes its place; it is up to you to pass it on.
link-revoke-consequence = The address opens nothing any more, at once. The document and the other links stay.
link-paper-consequence = The QR code of PDFs already sent will lead nowhere.
qr-alt = QR code that opens the document
qr-save = Download
pdf-soon = PDF being prepared
pdf-soon-title = The PDF is being prepared
pdf-soon-text = It will be ready in a few seconds; this page reloads by itself.
around-title = Same job
menu-more = Other actions
menu-copy = Copy the public link
menu-copy-short = Copy the link
menu-accept = Mark as accepted
menu-answer = Answer for the client
menu-extend = Extend
menu-reopen = Take the answer back
menu-withdraw = Withdraw
menu-duplicate = Duplicate
menu-discard = Discard the correction
menu-workflow = History of the process

# Acts
act-refused = Nothing was recorded.
act-see = { $kind ->
    [statement] See where the statement stands
   *[other] See where the quote stands
  }
act-reason = Reason
act-proof = Proof
act-proof-hint = Mail of the 12th, letter, noted call: what shows that the client said so.
act-proof-file = Attachment
act-proof-file-hint = PDF, PNG or JPEG, at most 8 MB.
act-options = Chosen options
act-accept-title = { $kind ->
    [statement] Mark this statement as accepted?
   *[other] Mark this quote as accepted?
  }
act-accept-consequence = This is your decision, recorded as such, never as the signature of { $client }. The client is told, reminders stop.
act-accept-reason-hint = For example: agreed on the phone on the 12th.
act-accept-do = Mark as accepted
act-answer-title = Answer for the client
act-answer-consequence = You write down what { $client } said by other means. The client gets a receipt with your name.
act-answer-reason-hint = Why the client does not answer in person.
act-answer-do = Record the answer
act-answer = The client's answer
act-answer-approve = Approves
act-answer-reject = Rejects
act-answer-hold = Puts on hold
act-name = Who answered
act-email = Their e-mail address
act-hold-until = On hold until
act-hold-hint = Only for a hold.
act-comment = What the client said
act-extend-title = Extend the validity
act-extend-consequence = The client is told the new date; the version stays the same.
act-extend-hint = After { $day }.
act-extend-do = Extend
act-reopen-title = Take the answer back?
act-reopen-consequence = { $kind ->
    [statement] The statement waits for the answer of { $client } again. The answer stays in the history.
   *[other] The quote waits for the answer of { $client } again. The answer stays in the history.
  }
act-reopen-reason-hint = The client and the team read it.
act-reopen-do = Take the answer back
act-withdraw-title = { $kind ->
    [statement] Withdraw this statement?
   *[other] Withdraw this quote?
  }
act-withdraw-consequence = Nobody can answer it any more. { $client } reads who withdrew it and why. This cannot be undone.
act-withdraw-reason-hint = The client reads it.
act-withdraw-do = { $kind ->
    [statement] Withdraw the statement
   *[other] Withdraw the quote
  }
act-successor = Document that replaces it
act-no-successor = None
act-discard-title = Discard this draft?
act-discard-consequence = What was typed is lost. Versions already sent stay.
act-discard-do = Discard
act-discard-do-draft = Discard the draft
problem-not-a-proof = This file is neither a PDF nor a readable PNG or JPEG picture.
problem-file-too-large = At most { $megabytes } MB.
problem-picture-too-large = At most { $megapixels } megapixels.
