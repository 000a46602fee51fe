# Staff: progress statements and the contracts that they bill.

# The editor
statement-numbered = Situation n° { $ordinal }
statement-waits = La situation n° { $ordinal } n'est pas encore réglée
statement-waits-text = Celle-ci repose sur elle et partira après : dès que l'autre est approuvée, ou retirée.
statement-disputed-count = { $count ->
    [one] 1 ligne n'a pas été admise en entier la dernière fois
   *[other] { $count } lignes n'ont pas été admises en entier la dernière fois
  }
statement-disputed-text = Elles reprennent ici ce qui avait été demandé. Chacune dit ce qui a été admis.
statement-disputed-before = { $claimed } demandés la dernière fois, { $admitted } admis
statement-field-title = Objet
statement-field-period_from = Travaux du
statement-field-period_to = au
statement-field-introduction = Introduction
statement-field-notes = Précisions
statement-field-penalties = Pénalités TTC
statement-field-penalties_reason = Motif des pénalités
statement-field-revision_index = Indice de révision
statement-index-hint = { $name }, valeur d'origine { $base }
statement-keys = Entrée, ↑, ↓ : d'une ligne à l'autre · * : 100 % · Ctrl + Z : annuler · collez une colonne d'un tableur
statement-all-in = Tout saisir
statement-in-percent = en %
statement-in-quantity = en quantités
statement-windows = Parties de la situation
statement-lines-from-to = Lignes { $first } à { $last }
statement-caption = Avancement par ligne, montants hors taxes en { $currency }
statement-column-price = PU HT
statement-column-market = Marché
statement-column-before = Précédent
statement-column-now = Avancement cumulé
statement-column-total = Cumul
statement-column-period = Période
statement-group-again = suite
statement-amendment = Avenant { $number }, accepté le { $day }
statement-full-line = Mettre à 100 %
statement-full-line-of = { $line } : mettre à 100 %
statement-full-group = Mettre toute la rubrique à 100 %
statement-full-group-of = { $group } : tout mettre à 100 %
statement-complete = Terminé
statement-now-of = { $line } : avancement cumulé
statement-measure = Mesure
statement-unit = Qté
statement-cell-above-contract = Plus que le marché ({ $limit }) : faites un avenant, ou corrigez avant l'envoi.
statement-cell-below-previous = Moins que ce qui est déjà accepté ({ $limit }) : à corriger avant l'envoi.
statement-cell-changed = Quelqu'un a saisi { $theirs } entre-temps. Votre valeur n'est pas perdue.
statement-keep-mine = Garder { $mine }
statement-take-theirs = Prendre { $theirs }
statement-field-changed = Quelqu'un a écrit entre-temps :
statement-keep-text = Garder mon texte
statement-take-text = Prendre l'autre
statement-both = { $theirs } enregistré, { $mine } chez vous
statement-elsewhere = Quelqu'un d'autre modifie aussi cette situation
statement-elsewhere-text = La page montre maintenant les valeurs enregistrées. Ce que vous tapez ne peut pas écraser une ligne changée ailleurs.
statement-reload = Recharger la page
statement-undo = { $line } : revenir à { $value }
statement-undo-many = { $count ->
    [one] Annuler
   *[other] Annuler { $count } lignes
  }
statement-not-filled = Rien n'a été rempli : recommencez dans un instant.
statement-penalties-why = Dites pourquoi : le client le lit.
statement-texts = Textes et pénalités
statement-recap = Récapitulatif

# What it comes to
statement-works = Travaux de la période HT
statement-works-at = Travaux de la période HT à { $rate }
statement-revision = Révision des prix, coefficient { $coefficient }
statement-recovered = Acompte récupéré HT
statement-reverse-charge = Autoliquidation : la TVA est due par le client
statement-retention = Retenue de garantie { $percent }
statement-prorata = Compte prorata { $percent }
statement-penalties = Pénalités
statement-guarantee = Caution bancaire : rien n'est retenu.
statement-net-to-pay = Net à payer
statement-done = { $percent } du marché réalisé : { $done } sur { $contract } HT
statement-done-short = Réalisé

# Starting
statement-new = Nouvelle situation
statement-first = Faire la première situation
statement-go-on = Continuer la situation
statement-which-contract = Sur quel marché ?
statement-find-contract = Numéro, objet ou client
statement-more-contracts = D'autres marchés existent : cherchez par numéro, objet ou client.
statement-no-such-contract = Aucun marché ne répond à « { $find } ».
statement-no-contracts = Un devis accepté devient un marché : c'est lui qu'une situation facture, à mesure des travaux.
statement-see-quotes = Voir les devis en attente
statements-none = Vos situations de travaux apparaîtront ici, avec leur avancement et leur net à payer.
done-statement-begun = Une situation était déjà en préparation sur ce marché : la voici.
state-in-part = Approuvée en partie
kind-change-order = Avenant

# The contract
contract-numbered = Marché { $number }
contract-open = Voir le marché
contract-accepted-on = accepté le { $day }
contract-amend = Nouvel avenant
contract-print = Imprimer
contract-stands = Où en est le marché
contract-no-statements = Aucune situation n'a encore été envoyée sur ce marché.
contract-title = Marché
contract-statements = { $count ->
    [0] Aucune situation
    [one] 1 situation
   *[other] { $count } situations
  }
contract-new-change-order = Nouvel avenant
contract-changes = Avenant au marché { $number }
done-contract-changed = Les conditions valent pour les prochaines situations.
ledger-title = Compte du marché
ledger-text = Montants en { $currency }. À chaque ligne, avec taxes : marché, avenants et révisions = facturé + reste à facturer.
ledger-paper = Pièce
ledger-this = Cette pièce
ledger-running = Depuis le début
ledger-net = HT
ledger-tax = TVA
ledger-gross = TTC
ledger-kept = Retenues
ledger-signed = Marché et avenants
ledger-invoiced = Facturé
ledger-to-come = Reste à facturer
ledger-retained = Retenue de garantie
ledger-contract = Marché
ledger-change_order = Avenant
ledger-deposit = Acompte
ledger-statement = Situation n° { $ordinal }
ledger-rounding = Écart d'arrondi de TVA
ledger-works = Travaux { $amount } HT · cumul { $progress }
ledger-revision = révision { $amount }
ledger-recovered = acompte récupéré { $amount }
ledger-retention-part = garantie { $amount }
ledger-penalties-part = pénalités { $amount }
ledger-prorata-part = prorata { $amount }
final-title = Décompte général définitif
final-text = Tous les ouvrages sont à 100 % et tous les acomptes facturés. Montants TTC.
final-contract = Marché
final-change-orders = Avenants
final-revision = Révision des prix
final-rounding = Écart d'arrondi de TVA
final-invoiced = Total facturé
final-deposits = dont acomptes
final-statements = dont situations
final-prorata = Compte prorata
final-retention = Retenue de garantie
final-paid = Déjà réglé
final-balance = Reste dû
final-retention-text = La retenue de garantie s'ajoute au reste dû quand elle est libérée : un an après la réception des travaux, sauf opposition par lettre recommandée.
final-rounding-text = TVA à { $rate } : { $invoiced } sur les factures, { $due } sur ce qui a été signé. Chaque facture arrondit sa TVA au centime ; la différence de { $drift } ne se rattrape pas, elle est constatée ici.
conditions-title = Conditions du marché
conditions-text = Elles valent pour les situations encore à envoyer ; celles déjà envoyées gardent les leurs.
conditions-guarantee = Caution bancaire à la place de la retenue de garantie : plus rien n'est retenu
conditions-prorata = Compte prorata, %
conditions-prorata-hint = Sur les travaux hors taxes.
conditions-reverse-charge = Autoliquidation : sous-traitance, la TVA est due par le client (CGI, art. 283-2 nonies)
conditions-reverse-fixed = Des situations sont parties : cela ne change plus.
conditions-penalties = Clause de pénalités
conditions-penalties-hint = Rappelée dans chaque situation, à côté du champ des pénalités.
conditions-revision = Révision des prix
conditions-revision-hint = C = part fixe + (1 − part fixe) × indice / indice d'origine. Sans indice d'origine, les prix sont fermes.
conditions-revision-name = Indice
conditions-revision-fixed = Part fixe
conditions-revision-base = Indice d'origine

# Sending
preview-net-to-pay = net à payer
preview-approvers = Qui doit valider
preview-approvers-text = Le circuit du chantier, dans l'ordre. Chacun reçoit son propre lien quand vient son tour.
done-statement-published = La situation est envoyée.
done-statement-published-again = La nouvelle version de la situation est envoyée.

# The page of a statement
detail-payable = net à payer, pour { $works } HT de travaux et { $gross } TTC facturés.
answered-in-part = { $count ->
    [one] Approuvée avec des quantités admises : { $less }, 1 ligne
   *[other] Approuvée avec des quantités admises : { $less }, { $count } lignes
  }
answered-in-part-text = Acceptez ces quantités, et la facturation suit ; ou corrigez et publiez une nouvelle version. Envoyer la situation suivante les accepte aussi.
answered-awaits = attend encore { $who }
answer-admitted = { $count ->
    [one] 1 ligne admise en partie
   *[other] { $count } lignes admises en partie
  }
menu-admitted = Accepter les quantités admises
correct-from-admitted = Version { $version } depuis l'admis
correct-from-claimed = Version { $version } depuis la demande
fact-period = Période
fact-from-to = du { $start } au { $end }
disputed-title = { $count ->
    [one] 1 ligne admise en partie
   *[other] { $count } lignes admises en partie
  }
disputed-claimed = Demandé
disputed-admitted = Admis
disputed-difference = Écart HT
act-admitted-title = Accepter les quantités admises ?
act-admitted-consequence = La situation vaut pour ce montant, qui part à la facturation. { $client } est prévenu. Ce qui n'a pas été admis pourra être demandé la prochaine fois.
act-admitted-do = Accepter
act-turn = Au nom de qui
act-turn-hint = Seules les personnes dont c'est le tour peuvent répondre.
act-admit = Quantités admises, si c'est moins que demandé
act-admit-hint = En cumul. Une ligne laissée vide est admise en entier.
act-admit-claimed = { $claimed } demandés, { $before } déjà acceptés
done-admitted-taken = Les quantités admises sont acceptées.
done-statement-accepted = La situation est marquée acceptée.
done-statement-reopened = La réponse est reprise : la situation attend de nouveau.
done-statement-withdrawn = La situation est retirée.
