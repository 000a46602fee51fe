# La boîte aux lettres de l'installation d'essai.
mailbox-title = Boîte aux lettres
mailbox-intro = Aucun message ne quitte cette machine : tous arrivent ici.
mailbox-search = Destinataire
mailbox-search-button = Chercher
mailbox-search-all = Tout afficher
mailbox-count = { $count ->
    [0] Aucun message
    [one] { $count } message
   *[other] { $count } messages
}
mailbox-empty = Rien n’est encore arrivé. Envoyez un devis : son message apparaîtra ici.
mailbox-nobody = Aucun message pour « { $to } ».
mailbox-new = Du courrier est arrivé : recharger
mailbox-from = De
mailbox-to = À
mailbox-received = Reçu le
mailbox-back = Tous les messages
mailbox-no-subject = (sans objet)
mailbox-attachments = Pièces jointes
mailbox-attachment-size = { $size } Ko
mailbox-body = Message
mailbox-text = Texte brut
mailbox-headers = En-têtes
mailbox-source = Source complète
