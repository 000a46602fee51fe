# The client's page.

page-title = { $kind } { $number } · { $sender }
reference-line = { $kind } { $number } · version { $version }
document-tools = Outils du document
print = Imprimer
amount-with-tax = TTC
amount-label = Total TTC
deadline-valid = Valable jusqu'au <strong>{ $day }</strong> inclus { $days ->
    [0] (dernier jour)
    [one] (encore un jour)
   *[other] (encore { $days } jours)
  }.
deadline-over = Valable jusqu'au <strong>{ $day }</strong> : la date est passée.
deadline-held = Mis en attente jusqu'au <strong>{ $day }</strong>.
issued-on = Émis le { $day }.
fact-from = De
fact-for = Pour
fact-site = Chantier
fact-job = Affaire
message-from = Message de { $sender }

lines-title = Détail
lines-drafts = { $count ->
    [one] 1 commentaire en brouillon
   *[other] { $count } commentaires en brouillon
  }
comment-do = Commenter
comment-on-line = Commenter la ligne « { $line } »
comment-change = Modifier
comment-you = Vous
comment-draft = Brouillon
comment-label = Votre commentaire
comment-hint = Gardé en brouillon ; il part avec votre réponse.
comment-keep = Garder le commentaire
comment-forget = Effacer
comment-kept = Commentaire gardé en brouillon.
option-take = Prendre cette option
option-taken = Option retenue
option-not-taken = Option non retenue
options-hint = Cochez les options que vous voulez : le total suit, et c'est ce choix que vous approuvez.
recalculate = Recalculer le total

notes-title = Précisions
mentions-title = Mentions
page-mention-free = Établi gratuitement.
page-mention-paid = Établissement payant.
page-mention-delay = Délai d'exécution
page-mention-insurance = Assurance décennale
page-mention-waste = Gestion des déchets
page-mention-travel = Déplacement
page-mention-mediator = Médiateur de la consommation
page-mention-reduced-vat = TVA à taux réduit
page-mention-retention = Retenue de garantie
page-mention-retention-text = { $percent } du montant des travaux.
page-mention-withdrawal = Droit de rétractation
page-mention-withdrawal-text = Contrat conclu hors établissement : vous disposez de 14 jours pour vous rétracter, et aucun paiement n'est demandé avant 7 jours.
terms-title = Conditions générales
page-terms-none = Ce document n'a pas de conditions générales.

your-answer = Votre réponse
answer-approve-amount = Approuver · { $amount }
answer-approve-the = Approuver { $the }
answer-sign = Signer
answer-reject = Refuser
answer-hold = Mettre en attente
answer-other = Autres réponses
answer-hint = Vous pourrez revoir votre choix avant l'envoi.
extension-title = La date est passée
extension-text = Vous pouvez encore lire ce document, mais plus y répondre. Demandez à { $sender } de le prolonger.
extension-note = Un mot pour l'entreprise
extension-do = Demander une prolongation
extension-asked = Votre demande de prolongation est partie. Vous recevrez un mail dès que la date aura changé.

contact-title = Votre contact
call = Appeler { $phone }
write = Écrire à { $email }
history-title = Suivi
event-approve = Version { $version } approuvée par { $name }
event-sign = Version { $version } signée par { $name }
event-reject = Version { $version } refusée par { $name }
event-hold = Version { $version } mise en attente par { $name }
event-mark_accepted = Version { $version } marquée acceptée par { $name }
event-on-behalf = Saisi par { $sender } à la demande du client
event-publish = Version { $version } envoyée
event-reopen = Réponse reprise par { $name }
event-extend = Validité prolongée par { $name }
event-extension_asked = Prolongation demandée par { $name }
event-expire = Date de validité passée
event-endorse = Version { $version } visée par { $name }
event-deem = Version { $version } approuvée tacitement, faute de réponse dans le délai
event-accept_admitted = { $name } prend acte de ce qui a été admis
event-delegated = { $name } confie un tour de validation à quelqu'un d'autre
other-versions = Versions
version-read = Lire la version { $version }
version-old-title = Vous lisez la version { $version }
version-old-text = Elle a été remplacée par la version { $current }. Elle ne peut plus recevoir de réponse.
version-back = Revenir à la version { $current }
other-documents = Autres documents de l'affaire
changes-title = Ce qui a changé depuis la version { $version }
changes-none = Les lignes et les montants sont les mêmes.
change-added = Ajouté
change-removed = Retiré
change-changed = Modifié
change-net = Différence sur le total HT
change-gross = Différence sur le total TTC
field-description = Texte
field-quantity = Quantité
field-unit = Unité
field-unit_price = Prix unitaire
field-discount_percent = Remise
field-vat_rate = TVA
field-group = Rubrique
field-optional = Option
field-title = Objet
field-valid_until = Date de validité
field-introduction = Introduction
field-notes = Précisions
field-deposit_percent = Acompte
field-retention_percent = Retenue de garantie
field-mentions = Mentions
field-terms = Conditions générales
field-site = Chantier
field-client = Client
changed-also = A changé aussi : { $fields }.
change-yes = oui
change-no = non

decided-approved = Ce document est approuvé
decided-signed = Ce document est signé
decided-rejected = Ce document a été refusé
decided-on_hold = Ce document est en attente
decided-by = Par { $name }, le { $moment }.
decided-by-staff = Marqué accepté par { $name } ({ $sender }), le { $moment }.
decided-on-behalf = Saisi par { $sender } à votre demande, pour { $name }, le { $moment }.
decided-amount = Montant retenu : { $amount } TTC.
decided-comment = Commentaire
see-receipt = Voir le récapitulatif
reopen-title = Changer d'avis ?
reopen-text = Vous pouvez reprendre cette réponse jusqu'à { $hour }.
reopen-do = Reprendre ma réponse
reopened = Votre réponse a été reprise. Le document attend de nouveau votre réponse.
hold-still-open = Vous pouvez répondre à tout moment avant cette date.

form-title-approve = Approuver ce document ?
form-title-sign = Signer ce document
form-title-reject = Refuser ce document ?
form-title-hold = Mettre ce document en attente ?
form-what = { $kind } { $number } · version { $version }
form-consequence-approve = { $sender } est prévenu aussitôt. Vous recevez une confirmation par mail.
form-consequence-sign = { $sender } est prévenu aussitôt. Vous recevez une confirmation par mail. Une signature ne se reprend pas.
form-consequence-reject = { $sender } est prévenu aussitôt et pourra vous proposer une nouvelle version.
form-consequence-hold = Les relances s'arrêtent jusqu'à la date choisie. Ce n'est ni un oui ni un non.
form-name = Vos prénom et nom
form-email = Votre adresse e-mail
form-email-hint-recipient = L'adresse à laquelle ce document a été envoyé : le code y arrive.
form-comment = Commentaire
form-reason = Pourquoi ?
form-reason-hint = Un motif, ou un commentaire sur au moins une ligne.
form-drafts-sent = { $count ->
    [one] Votre commentaire de ligne part avec cette réponse.
   *[other] Vos { $count } commentaires de ligne partent avec cette réponse.
  }
form-hold-until = Jusqu'au
form-hold-hint = Au plus tard le { $day }.
form-terms = J'ai lu et j'accepte les <a href="{ $link }" target="_blank" rel="noopener">conditions générales</a> de cette version.
form-code = Code reçu par mail
form-code-hint = Six chiffres, valables dix minutes.
form-code-send = Recevoir un code par mail
form-code-sent = Si { $email } fait partie des destinataires de ce document, un code vient d'y être envoyé.
form-signature = Votre signature
form-typed-name = Écrivez vos prénom et nom
form-typed-hint = Votre nom tapé ici vaut signature.
form-draw = Ou signez avec le doigt ou la souris
form-draw-label = Cadre pour dessiner la signature
form-draw-clear = Recommencer
form-send-approve = Approuver · { $amount }
form-send-sign = Bon pour accord · { $amount }
form-send-reject = Refuser { $the }
form-send-hold = Mettre en attente
form-back = Revenir au document
consent-approve = J'approuve { $the } { $number }, version { $version }, pour { $amount } TTC.
consent-sign = Bon pour accord. Je signe { $the } { $number }, version { $version }, pour { $amount } TTC.
consent-reject = Je refuse { $the } { $number }, version { $version }.
consent-hold = Je mets en attente { $the } { $number }, version { $version }.
consent-terms = J'ai lu et j'accepte les conditions générales de cette version.

receipt-title-approve = C'est approuvé. Merci !
receipt-title-sign = C'est signé. Merci !
receipt-title-reject = Votre refus est enregistré
receipt-title-hold = C'est mis en attente
receipt-title-mark_accepted = Ce document est accepté
receipt-what = { $kind } { $number }, version { $version }
receipt-who = { $name } ({ $email }), le { $moment }
receipt-by = Réponse donnée par
receipt-fingerprint = Empreinte de ce que vous avez lu (SHA-256)
receipt-reference = Référence de la réponse
receipt-amount = Montant
receipt-choice = Options retenues
receipt-no-option = aucune
receipt-lines = Vos commentaires
receipt-next = Ce qui se passe maintenant
next-recorded = Votre réponse est enregistrée
next-receipt-due = Une confirmation vous est envoyée par mail
next-receipt-sent = Confirmation envoyée par mail
next-staff-due = { $sender } va être prévenu
next-staff-sent = { $sender } est prévenu
next-pdf-due = Le PDF est en préparation
next-pdf-ready = Le PDF est prêt
next-approve = { $sender } prend contact avec vous pour la suite
next-sign = { $sender } prend contact avec vous pour la suite
next-mark_accepted = { $sender } prend contact avec vous pour la suite
next-reject = { $sender } peut vous envoyer une nouvelle version
next-hold = Vous serez relancé à partir du { $day }
receipt-back = Revenir au document

live-new-version = La version { $version } vient d'être publiée
live-new-version-text = Ce que vous lisez est la version { $shown }. Vos brouillons sur les lignes inchangées sont gardés.
live-read-new = Lire la version { $version }
live-decided = Une réponse vient d'être donnée à ce document
live-changed = Ce document vient de changer
live-reload = Afficher
conflict-title = Rien n'a été enregistré
conflict-superseded = La version { $shown } a été remplacée par la version { $current } pendant que vous répondiez. Votre texte est gardé ci-dessous : relisez la nouvelle version avant de répondre.
conflict-kept = Ce que vous aviez écrit
conflict-line = Sur « { $line } »
conflict-read = Lire la version { $version }
conflict-see = Voir la réponse

withdrawn-title = Ce document a été retiré
withdrawn-text = Par { $name }, le { $moment }.
withdrawn-why = Motif
withdrawn-successor = Lire le document qui le remplace
link-expired-title = Ce lien a expiré
link-expired-text = Il menait vers { $the } { $number } de { $sender }.
link-expired-do = M'envoyer un nouveau lien
link-expired-hint = Il part à l'adresse que { $sender } connaît.
link-sent = Si cette adresse est connue, un nouveau lien vient d'y être envoyé.
unknown-title = Ce lien n'ouvre aucun document
unknown-text = Il est incomplet, a été remplacé, ou n'existe pas. Vérifiez l'adresse, ou demandez qu'on vous l'envoie de nouveau.
recover-title = Retrouver un document
recover-text = Donnez l'adresse e-mail à laquelle vos documents sont envoyés : vous y recevrez les liens de ceux qui attendent votre réponse.
recover-do = M'envoyer mes liens
recover-done-title = Regardez vos mails
recover-done = Si cette adresse est connue, les liens des documents qui attendent votre réponse viennent d'y être envoyés.
pdf-waiting-title = Le PDF est en préparation
pdf-waiting-text = Il sera prêt dans quelques secondes ; cette page se recharge toute seule.
pdf-waiting-back = Revenir au document
footer-made = Document envoyé par { $sender }. Cette page est personnelle : ne partagez son adresse qu'avec qui peut répondre.
footer-no-cookie = Ni cookie ni traceur.

# Progress statements.

fact-contract = Marché
fact-change-order = Avenant { $number }
fact-amends = Avenant au marché
progress-reference = { $kind } n° { $ordinal } · version { $version } · { $number }
progress-elsewhere = En attente d'approbation
progress-the = la situation
progress-in-part = Approuvée en partie
progress-dates = Net à payer pour les travaux du { $start } au { $end }.
progress-dates-until = Net à payer pour les travaux réalisés jusqu'au { $end }.
progress-dates-since = Net à payer pour les travaux réalisés depuis le { $start }.
progress-dates-none = Net à payer.
progress-answer-by = Réponse attendue jusqu'au <strong>{ $day }</strong> inclus.
progress-issued-on = Émise le { $day }.
progress-figures-by = Chiffres admis par <strong>{ $name }</strong>. L'entreprise demandait { $claimed }.
progress-done = <strong>{ $percent }</strong> du marché réalisé
progress-done-of = { $done } sur { $contract } HT
progress-bar-before = Situations précédentes : { $amount }
progress-bar-period = Cette situation : { $amount }
progress-contested-lines = { $count ->
    [one] Une ligne avait été contestée la dernière fois
   *[other] { $count } lignes avaient été contestées la dernière fois
  }
progress-net-to-pay = net à payer
progress-title = Détail de l'avancement
progress-contract = Marché HT
progress-before = Précédent
progress-period = Période
progress-total = Cumul
progress-admitted = Cumul admis
progress-due = Montant de la période
progress-group = { $period } cette fois · { $done } en tout, sur { $contract }
progress-change-order = Avenant { $heading }
progress-price = { $quantity } { $unit } × { $price }
progress-rate = TVA { $percent }
progress-contested = Contesté la dernière fois : { $claimed } demandés, { $admitted } admis.
progress-admitted-by = Admis par { $name } : { $admitted } au lieu de { $claimed }.
progress-admitted-own = Vous admettez { $admitted } au lieu de { $claimed }.
progress-admitted-line = { $admitted } admis au lieu de { $claimed }
progress-admit-label = Cumul admis sur la ligne { $line }, en { $unit }

recap-title = Récapitulatif par taux de TVA
recap-rate = Taux
recap-works = Travaux HT
recap-revision = Révision
recap-recovered = Acompte récupéré
recap-base = Base HT
recap-tax = TVA
sum-works = Travaux de la période HT
sum-revision = Révision des prix, coefficient { $coefficient }
sum-recovered = Acompte récupéré HT
sum-reverse = TVA : autoliquidation
sum-retention = Retenue de garantie { $percent }
sum-penalties = Pénalités
sum-prorata = Compte prorata { $percent }
sum-net-to-pay = Net à payer
since-title = Depuis le début du marché
since-before = Avant
since-period = Période
since-total = Cumul
since-works = Travaux HT
since-deposit = Acompte récupéré HT
since-retention = Retenue de garantie
since-penalties = Pénalités
since-prorata = Compte prorata
since-gross = Situations facturées TTC
agreed-title = Conditions du marché
agreed-contract = Marché { $number }
agreed-accepted = accepté le { $day }
agreed-retention = { $percent } de chaque situation TTC ; libérée un an après la réception des travaux.
agreed-guarantee = Remplacée par une caution bancaire : rien n'est retenu.
agreed-prorata = Compte prorata
agreed-prorata-text = { $percent } des travaux HT, pour les dépenses communes du chantier.
agreed-penalties = Pénalités
agreed-revision = Révision des prix
agreed-revision-text = C = { $fixed } + { $rest } × { $index } / { $base } = { $coefficient }
agreed-reverse = Autoliquidation
agreed-reverse-text = TVA due par le preneur (article 283-2 nonies du CGI).
change-works = Travaux cumulés HT : { $difference }
change-payable = Différence sur le net à payer
field-progress = Avancement
field-period_from = Début de la période
field-period_to = Fin de la période
field-penalties = Pénalités
field-penalties_reason = Motif des pénalités
field-conditions = Conditions du marché

answer-admit = Admettre d'autres quantités
answer-delegate = Déléguer
admit-title = Quelles quantités admettez-vous ?
admit-text = Chaque ligne porte ce que l'entreprise demande. Baissez ce que vous n'admettez pas : le net à payer suit. Le reste demeure contesté et l'entreprise y répond.
admit-back = Revenir à la lecture
admit-disputed = { $count ->
    [one] Vous contestez <strong>{ $difference } HT</strong> sur une ligne.
   *[other] Vous contestez <strong>{ $difference } HT</strong> sur { $count } lignes.
  }
admit-instead-of = Au lieu de { $asked } présentés.
admit-nothing-disputed = Vous admettez tout ce qui est présenté.
admit-why = Pourquoi ?
admit-more-lines = { $count ->
    [one] Et une autre ligne.
   *[other] Et { $count } autres lignes.
  }
admit-unknown-line = Ligne inconnue
recalculate-payable = Recalculer le net à payer
form-check-figures = Vérifier le net à payer
consequence-next-approver = { $sender } est prévenu aussitôt, et les suivants du circuit sont invités à répondre.
consequence-in-part = { $sender } est prévenu aussitôt : il accepte ces chiffres ou vous envoie une nouvelle version.
consent-approve-payable = J'approuve { $the } { $number }, version { $version }, pour un net à payer de { $amount }.
consent-approve-in-part = { $count ->
    [one] J'approuve { $the } { $number }, version { $version }, pour un net à payer admis de { $amount } au lieu de { $asked }, et conteste { $difference } HT sur une ligne.
   *[other] J'approuve { $the } { $number }, version { $version }, pour un net à payer admis de { $amount } au lieu de { $asked }, et conteste { $difference } HT sur { $count } lignes.
  }
decided-payable = Net à payer admis : { $amount }.
decided-deemed = Sans réponse dans le délai, il est réputé approuvé, le { $moment }.
receipt-title-deem = Ce document est réputé approuvé
receipt-payable = Net à payer
receipt-claimed = Net à payer demandé
receipt-disputed = Admis en partie
receipt-in-time = Personne n'a répondu dans le délai ; { $moment }
next-approver = C'est maintenant à { $names } de répondre
next-in-part = { $sender } accepte les chiffres admis ou vous envoie une nouvelle version
next-invoice = { $sender } établit la facture
next-rejected-later = Un autre approbateur a refusé : { $sender } peut vous envoyer une nouvelle version
live-your-turn = C'est à vous de répondre
live-chain = Le circuit de validation vient d'avancer
live-admit-new = Reporter mes chiffres sur la version { $version }
live-admit-again = Garder mes chiffres et afficher
conflict-admitted = Quantité admise sur « { $line } »
conflict-go-on = Reprendre ces chiffres sur la version { $version }

turn-waiting = Ce n'est pas encore votre tour
turn-text-waiting = Vous recevrez un mail dès que ce sera à vous. En attendant, vous pouvez tout lire.
turn-reader = Vous pouvez lire ce document
turn-text-reader = Seules les personnes du circuit de validation y répondent.
turn-closed = Votre réponse n'est plus attendue
turn-text-closed = Cette étape a ce qu'il lui faut. Vous pouvez tout lire.
turn-handed = { $name } répond à votre place
turn-answered = Votre réponse est enregistrée
turn-answered-text = Vous avez approuvé le { $moment }, pour { $amount }.
turn-awaited = <strong>{ $step }</strong> : { $names }, depuis le { $moment }.
delegate-title = Confier votre réponse à quelqu'un d'autre
delegate-text = Cette personne reçoit tout de suite son propre lien et répond à votre place. Vous pourrez encore lire le document, plus y répondre.
delegate-name = Ses prénom et nom
delegate-email = Son adresse e-mail
delegate-name-needed = Donnez le nom de cette personne.
delegate-do = Confier la réponse
delegated-title = C'est confié
delegated-text = <strong>{ $name }</strong> répond à votre place et reçoit son lien à { $email }.
delegated-after = { $sender } en est informé. Pour revenir en arrière, écrivez-lui.
