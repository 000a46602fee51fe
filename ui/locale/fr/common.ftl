# Words that every page shares.

skip-to-content = Aller au contenu
offline-nothing-sent = Vous êtes hors ligne : rien n'a été envoyé. Votre texte est gardé ici.
optional-field = (facultatif)
form-problems = { $count ->
    [one] Une chose reste à corriger
   *[other] { $count } choses restent à corriger
  }
close = Fermer
cancel = Annuler
language = Langue
language-fr = Français
language-fr-CA = Français (Canada)
language-en = English
times-in-zone = Fuseau horaire : { $zone }

kind-quote = Devis
kind-quote-the = le devis
kind-statement = Situation de travaux
kind-statement-the = la situation de travaux

step-of-architect = Visa de l'architecte
step-of-owner = Accord du maître d'ouvrage
step-of-payer = Accord du payeur
step-of-other = Validation

state-client-draft = Brouillon
state-client-sent = En attente de votre réponse
state-client-on_hold = Mis en attente
state-client-rejected = Refusé
state-client-approved = Approuvé
state-client-signed = Signé
state-client-expired = Validité dépassée
state-client-withdrawn = Retiré
state-staff-draft = Brouillon
state-staff-sent = En attente du client
state-staff-on_hold = Mis en attente
state-staff-rejected = Refusé
state-staff-approved = Approuvé
state-staff-signed = Signé
state-staff-expired = Expiré
state-staff-withdrawn = Retiré

sum-lines = Total HT avant remise
sum-discount = Remise { $percent }
sum-net = Total HT
sum-gross = Total TTC
sum-deposit = Acompte à la commande { $percent }
tax-vat = TVA { $percent }
tax-gst = TPS { $percent }
tax-qst = TVQ { $percent }

column-work = Ouvrage
column-quantity = Quantité
column-price = Prix unitaire HT
column-tax = TVA
column-amount = Montant HT
line-discount = Remise { $percent }
line-other-works = Autres ouvrages

legal-siret = SIRET
legal-siren = SIREN
legal-vat = TVA
legal-rcs = RCS
legal-ape = APE
legal-capital = Capital
legal-form = Forme juridique
legal-rbq = Licence RBQ
legal-gst = TPS
legal-qst = TVQ
legal-neq = NEQ
legal-insurance = Assurance
