# The chain of approvers: its editor on a job, its templates, and where a document stands in it.

chain-title = Circuit de validation
chain-intro = Qui doit approuver les situations de ce chantier, dans quel ordre et jusqu'à quand. Il vaut pour les prochains envois : une situation déjà envoyée garde le sien.
chain-none = Sans circuit, toute personne qui détient le lien peut répondre.
chain-make = Créer un circuit
chain-change = Modifier
chain-picture = Aperçu du circuit
chain-picture-again = Actualiser l'aperçu
chain-flow-sent = Situation envoyée
chain-flow-done = Situation approuvée
chain-together = En même temps
chain-nobody-yet = Personne pour l'instant
chain-needed = { $needed ->
    [one] 1 accord sur { $count } suffit
   *[other] { $needed } accords sur { $count } suffisent
  }
chain-days = { $days ->
    [one] 1 jour
   *[other] { $days } jours
  }
chain-no-deadline = Sans échéance
chain-then-remind = puis relance
chain-then-escalate = puis { $who } est sollicité aussi
chain-then-deem = puis le silence vaut accord

chain-step = Étape { $step }
chain-up = Avancer l'étape { $step }
chain-down = Reculer l'étape { $step }
chain-remove = Supprimer l'étape { $step }
chain-add-first = Ajouter une première étape
chain-add-step = Ajouter une étape
chain-name = Nom de l'étape
chain-parallel = En même temps que l'étape précédente
chain-person = Personne { $person }
chain-person-name = Nom
chain-person-email = Adresse e-mail
chain-person-role = Rôle
chain-role-architect = Architecte
chain-role-owner = Maître d'ouvrage
chain-role-payer = Payeur
chain-role-other = Autre
chain-add-person = Ajouter une personne
chain-remove-person = Retirer { $name }
chain-away = Absence et suppléance
chain-away-from = Absent du
chain-away-until = au (inclus)
chain-away-hint = Pendant l'absence, la personne qui supplée reçoit le lien et répond.
chain-delegate-name = Nom de qui supplée
chain-delegate-email = Adresse e-mail de qui supplée
chain-quorum = Accords nécessaires
chain-quorum-hint = Sur { $count } personnes. Vide : toutes.
chain-deadline = Délai en jours
chain-deadline-hint = Jours calendaires. Vide : sans échéance.
chain-at-deadline = À l'échéance
chain-at-remind = Relancer
chain-at-remind-hint = Les mêmes personnes, et vous êtes prévenu.
chain-at-escalate = Solliciter quelqu'un d'autre aussi
chain-at-escalate-hint = Son accord remplace celui qui manque.
chain-at-deem = Réputer approuvé
chain-at-deem-hint = Le silence vaut accord.
chain-deem-warning = Le marché doit le prévoir : sans clause écrite, le silence ne vaut pas accord.
chain-escalate-name = Qui solliciter
chain-escalate-email = Son adresse e-mail
chain-save = Enregistrer le circuit
chain-save-none = Enregistrer sans circuit
chain-conflict = Le circuit a changé entre-temps
chain-conflict-text = Quelqu'un l'a enregistré pendant que vous écriviez. Votre saisie est gardée ci-dessous ; l'enregistrer remplacera le circuit que voici.
chain-fault-step = Étape { $step } : { $text }
chain-fault-person = Étape { $step }, personne { $person } : { $text }

chain-templates = Modèles
chain-templates-hint = Gardez un circuit sous un nom, et reprenez-le sur d'autres chantiers.
chain-template = Modèle
chain-template-lay = Reprendre
chain-template-laid = Le modèle « { $name } » est repris ci-dessous. Rien n'est enregistré tant que vous n'enregistrez pas le circuit.
chain-template-name = Garder ce circuit sous le nom
chain-template-keep = Garder comme modèle
chain-template-kept = Le modèle « { $name } » est gardé.
chain-template-replace = Remplacer ce modèle
chain-template-forget = Supprimer un modèle
chain-template-forget-do = Supprimer
chain-template-forget-this = Supprimer le modèle { $name }
chain-template-gone = Le modèle « { $name } » est supprimé. Les chantiers qui l'ont repris gardent leur circuit.

chain-stands-waiting = à venir
chain-stands-open = en cours
chain-stands-approved = accordé
chain-stands-deemed = réputé accordé
chain-stands-rejected = refusé
chain-stands-closed = sans suite
chain-beside = En même temps que la précédente
chain-until = Réponse attendue jusqu'au { $day }
chain-lapsed-remind = Échéance du { $day } dépassée : relance envoyée
chain-lapsed-escalate = Échéance du { $day } dépassée : { $who } est sollicité aussi
chain-lapsed-deem = Échéance du { $day } dépassée : le silence vaut accord
chain-instead-of = à la place de { $name }
chain-turn-waiting = Pas encore sollicité
chain-turn-open = Sollicité depuis le { $day }
chain-turn-approved = A approuvé le { $day }
chain-turn-admitted = A admis une partie le { $day }
chain-turn-rejected = A refusé le { $day }
chain-turn-closed = N'a plus à répondre
chain-next = Ensuite :
chain-next-none = Ensuite : la situation est approuvée.
chain-copy-link = Copier son lien
chain-delegate = Confier à quelqu'un d'autre
chain-delegate-title = Confier le tour de { $name }
chain-delegate-consequence-open = Cette personne reçoit tout de suite son propre lien par mail et répond à la place de { $name }.
chain-delegate-consequence-waiting = Le moment venu, cette personne reçoit son propre lien par mail et répond à la place de { $name }.
chain-delegate-do = Confier

done-chain-saved = Le circuit est enregistré.
done-turn-delegated = Le tour est confié. La personne a son propre lien.
