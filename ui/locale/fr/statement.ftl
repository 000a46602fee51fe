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
