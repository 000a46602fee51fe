# Words that every page shares.

skip-to-content = Skip to content
offline-nothing-sent = You are offline: nothing was sent. What you typed is kept here.
optional-field = (optional)
form-problems = { $count ->
    [one] One thing still needs fixing
   *[other] { $count } things still need fixing
  }
close = Close
cancel = Cancel
language = Language
language-fr = Français
language-fr-CA = Français (Canada)
language-en = English
times-in-zone = Time zone: { $zone }

kind-quote = Quote
kind-quote-the = the quote
kind-statement = Progress statement
kind-statement-the = the progress statement

step-of-architect = Architect’s endorsement
step-of-owner = Owner’s approval
step-of-payer = Payer’s approval
step-of-other = Approval

state-client-draft = Draft
state-client-sent = Waiting for your answer
state-client-on_hold = On hold
state-client-rejected = Refused
state-client-approved = Approved
state-client-signed = Signed
state-client-expired = No longer valid
state-client-withdrawn = Withdrawn
state-staff-draft = Draft
state-staff-sent = Waiting for the client
state-staff-on_hold = On hold
state-staff-rejected = Refused
state-staff-approved = Approved
state-staff-signed = Signed
state-staff-expired = Expired
state-staff-withdrawn = Withdrawn

sum-lines = Total before discount, excl. tax
sum-discount = Discount { $percent }
sum-net = Total excl. tax
sum-gross = Total incl. tax
sum-deposit = Deposit with order { $percent }
tax-vat = VAT { $percent }
tax-gst = GST { $percent }
tax-qst = QST { $percent }

column-work = Work
column-quantity = Quantity
column-price = Unit price excl. tax
column-tax = VAT
column-amount = Amount excl. tax
line-discount = Discount { $percent }
line-other-works = Other works

legal-siret = SIRET
legal-siren = SIREN
legal-vat = VAT
legal-rcs = Register
legal-ape = Activity code
legal-capital = Capital
legal-form = Legal form
legal-rbq = RBQ licence
legal-gst = GST
legal-qst = QST
legal-neq = NEQ
legal-insurance = Insurance
