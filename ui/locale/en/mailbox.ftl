# The mailbox of the trial installation.
mailbox-title = Mailbox
mailbox-intro = No mail leaves this machine: they all arrive here.
mailbox-search = Recipient
mailbox-search-button = Search
mailbox-search-all = Show all
mailbox-count = { $count ->
    [0] No mail
    [one] { $count } mail
   *[other] { $count } mails
}
mailbox-empty = Nothing has arrived yet. Send a quote, and its mail will appear here.
mailbox-nobody = No mail for “{ $to }”.
mailbox-new = New mail has arrived: reload
mailbox-from = From
mailbox-to = To
mailbox-received = Received
mailbox-back = All mails
mailbox-no-subject = (no subject)
mailbox-attachments = Attachments
mailbox-attachment-size = { $size } kB
mailbox-body = Message
mailbox-text = Plain text
mailbox-headers = Headers
mailbox-source = Full source
