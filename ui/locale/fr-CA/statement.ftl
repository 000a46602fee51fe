# Quebec: only what differs from France.

statement-numbered = Décompte progressif n° { $ordinal }
statement-waits = Le décompte progressif n° { $ordinal } n'est pas encore réglé
statement-waits-text = Celui-ci repose sur lui et partira après : dès que l'autre est approuvé, ou retiré.
statement-windows = Parties du décompte
statement-elsewhere = Quelqu'un d'autre modifie aussi ce décompte
statement-column-price = PU avant taxes
statement-works = Travaux de la période avant taxes
statement-works-at = Travaux de la période avant taxes à { $rate }
statement-recovered = Acompte récupéré avant taxes
statement-retention = Retenue { $percent }
statement-done = { $percent } du contrat réalisé : { $done } sur { $contract } avant taxes
statement-column-market = Contrat
statement-field-penalties = Pénalités taxes comprises
statement-caption = Avancement par ligne, montants avant taxes en { $currency }

statement-new = Nouveau décompte progressif
statement-first = Faire le premier décompte
statement-go-on = Continuer le décompte
statement-which-contract = Sur quel contrat ?
statement-more-contracts = D'autres contrats existent : cherchez par numéro, objet ou client.
statement-no-such-contract = Aucun contrat ne répond à « { $find } ».
statement-no-contracts = Une soumission acceptée devient un contrat : c'est lui qu'un décompte facture, à mesure des travaux.
statement-see-quotes = Voir les soumissions en attente
statements-none = Vos décomptes progressifs apparaîtront ici, avec leur avancement et leur net à payer.
done-statement-begun = Un décompte était déjà en préparation sur ce contrat : le voici.
state-in-part = Approuvé en partie
contract-numbered = Contrat { $number }
contract-open = Voir le contrat
contract-stands = Où en est le contrat
contract-no-statements = Aucun décompte n'a encore été envoyé sur ce contrat.
contract-title = Contrat
contract-statements = { $count ->
    [0] Aucun décompte
    [one] 1 décompte
   *[other] { $count } décomptes
  }
contract-changes = Avenant au contrat { $number }
done-contract-changed = Les conditions valent pour les prochains décomptes.
ledger-title = Compte du contrat
ledger-text = Montants en { $currency }. À chaque ligne, taxes comprises : contrat, avenants et révisions = facturé + reste à facturer.
ledger-net = Avant taxes
ledger-tax = Taxes
ledger-gross = Taxes comprises
ledger-signed = Contrat et avenants
ledger-retained = Retenue
ledger-contract = Contrat
ledger-statement = Décompte n° { $ordinal }
ledger-rounding = Écart d'arrondi des taxes
ledger-works = Travaux { $amount } avant taxes · cumul { $progress }
final-title = Décompte final
final-text = Tous les ouvrages sont à 100 % et tous les acomptes facturés. Montants taxes comprises.
final-contract = Contrat
final-rounding = Écart d'arrondi des taxes
final-statements = dont décomptes
final-retention = Retenue
final-retention-text = La retenue s'ajoute au reste dû quand elle est libérée, après la réception des travaux.
final-rounding-text = Taxes à { $rate } : { $invoiced } sur les factures, { $due } sur ce qui a été signé. Chaque facture arrondit ses taxes au cent ; la différence de { $drift } ne se rattrape pas, elle est constatée ici.
conditions-title = Conditions du contrat
conditions-text = Elles valent pour les décomptes encore à envoyer ; ceux déjà envoyés gardent les leurs.
conditions-guarantee = Garantie bancaire à la place de la retenue : plus rien n'est retenu
conditions-reverse-charge = Autoliquidation : la taxe est due par le client
conditions-reverse-fixed = Des décomptes sont partis : cela ne change plus.
conditions-prorata-hint = Sur les travaux avant taxes.
conditions-penalties-hint = Rappelée dans chaque décompte, à côté du champ des pénalités.

done-statement-published = Le décompte est envoyé.
done-statement-published-again = La nouvelle version du décompte est envoyée.
detail-payable = net à payer, pour { $works } avant taxes de travaux et { $gross } facturés, taxes comprises.
answered-in-part = { $count ->
    [one] Approuvé avec des quantités admises : { $less }, 1 ligne
   *[other] Approuvé avec des quantités admises : { $less }, { $count } lignes
  }
answered-in-part-text = Acceptez ces quantités, et la facturation suit ; ou corrigez et publiez une nouvelle version. Envoyer le décompte suivant les accepte aussi.
disputed-difference = Écart avant taxes
act-admitted-consequence = Le décompte vaut pour ce montant, qui part à la facturation. { $client } est prévenu. Ce qui n'a pas été admis pourra être demandé la prochaine fois.
done-statement-accepted = Le décompte est marqué accepté.
done-statement-reopened = La réponse est reprise : le décompte attend de nouveau.
done-statement-withdrawn = Le décompte est retiré.
