# Certificates: the printed certificate, its pages, its public check, its mails.

certificate-title = Attestation de fin de formation
certificate-certifies = Il est certifié que
certificate-completed = a terminé le cours
certificate-hours = { $hours ->
    [one] { $hours } heure
   *[other] { $hours } heures
}
certificate-dates = du { $from } au { $to }
certificate-issued = Délivrée le { $day }
certificate-signed = Signée électroniquement avec la clé { $key }, valable sans signature manuscrite
certificate-number = Numéro d’attestation
certificate-check-code = Code de vérification { $code }
certificate-verify-at = Scannez le code QR, ou tapez le numéro et le code de vérification sur
certificate-qr = Code QR qui ouvre la page de vérification de cette attestation

certificate-field-wmd = Armes de destruction massive
certificate-field-anti-narcotics = Lutte contre les stupéfiants
certificate-field-port-security = Sûreté portuaire
certificate-field-customs-core = Compétences douanières de base
certificate-field-border-policing = Police des frontières
certificate-field-immigration-inspection = Contrôle de l’immigration
certificate-field-commercial-operations = Opérations commerciales
certificate-field-inspection = Inspection
certificate-field-wco-framework = Cadre de normes SAFE de l’OMD

certificates-title = Mes attestations
certificates-none = Vous n’avez pas encore d’attestation
certificates-none-next = Vous en recevez une quand vous avez terminé un cours et que son dernier jour est arrivé. Elle arrive par e-mail et reste ici.
certificate-valid = Valable
certificate-withdrawn = Révoquée le { $day } : { $reason }
certificate-download = Télécharger le PDF
certificate-mail = Me la renvoyer par e-mail
certificate-print = Imprimer
certificate-due = Vous avez droit à une attestation, mais elle n’a pas encore pu être créée.
certificate-due-next = Votre coordinateur le sait. Vous pouvez corriger votre nom dans votre profil.
flash-certificate-mailed = L’attestation est en route vers votre adresse e-mail.
error-certificate-mails = Cette attestation a été envoyée cinq fois aujourd’hui
error-certificate-mails-next = Regardez dans le dossier des messages indésirables (spam). Vous pouvez télécharger le PDF maintenant, ou le renvoyer demain.

revocation-issued-in-error = elle a été délivrée par erreur
revocation-name-corrected = le nom a été corrigé
revocation-misconduct = les règles du cours n’ont pas été respectées
revocation-other = autre raison

cohort-certificates = Attestations
cohort-certificate = Attestation
cohort-certificates-none = Aucune attestation n’a encore été délivrée
cohort-certificates-none-next = Quand une personne a terminé le cours et que son dernier jour est arrivé, son attestation est délivrée et envoyée automatiquement.
cohort-state = État
cohort-mail = E-mail
cohort-asks-address = { $count ->
    [one] Demande une nouvelle adresse e-mail
   *[other] { $count } demandes de nouvelle adresse e-mail
}
mailing-sent = Envoyé
mailing-waiting = En attente d’envoi
mailing-failed = N’a pas pu être remis
cohort-mail-again = Renvoyer à { $address }
flash-certificate-mailed-again = L’attestation sera renvoyée.

obstacles-title = Ces attestations n’ont pas pu être créées
obstacle-missing-glyph = Aucune police de caractères de l’attestation ne contient la lettre { $detail }.
obstacle-missing-glyph-next = Demandez à la personne de corriger son nom dans son profil ; l’attestation est alors créée automatiquement. Si la lettre est juste, dites à l’administrateur quelle police de caractères manque.
obstacle-name-unconfirmed = La personne n’a pas encore confirmé son nom.
obstacle-name-unconfirmed-next = Demandez à la personne de se connecter et de confirmer son nom. Ensuite, réessayez.
obstacle-too-long = Un texte est trop long pour l’attestation ({ $detail }).
obstacle-too-long-next = Demandez à la personne une façon plus courte d’écrire son nom, ou demandez à l’administrateur de raccourcir le titre du cours ou le nom de l’autorité. Ensuite, réessayez.
obstacle-no-printer = Ce serveur ne peut pas créer d’attestations.
obstacle-no-printer-next = Dites à l’administrateur que le programme a été construit sans les attestations. Rien n’est perdu ; réessayez après le changement.
obstacle-fault = L’attestation n’a pas pu être mise en page ({ $detail }).
obstacle-fault-next = Transmettez ce message à l’administrateur. Rien n’est perdu ; réessayez après le changement.
obstacle-retry = Réessayer
flash-certificate-retried = L’attestation est en cours de création. Rechargez cette page dans un moment.

revocation-title = Révoquer
revocation-do = Révoquer cette attestation
revocation-lead = Toute personne qui vérifie l’attestation lira qu’elle a été révoquée, quand, et pour laquelle de ces raisons. Cela ne peut pas être annulé.
revocation-reason = Raison
revocation-reason-missing = Choisissez une raison.
revocation-note = Note
revocation-note-hint = Seuls les coordinateurs la lisent.
revocation-note-too-long = La note est trop longue. Elle peut avoir 1 000 caractères.
flash-certificate-revoked = L’attestation est révoquée.
error-already-revoked = Cette attestation a déjà été révoquée
error-already-revoked-next = Rechargez la page pour voir quand et pourquoi.

replacement-with = Délivrer aussi tout de suite une nouvelle attestation, avec le nom tel qu’il figure dans le profil : { $name }
replacement-title = Nouvelle attestation
replacement-made = Remplacée par l’attestation
replacement-coming = Une nouvelle attestation est en préparation.
replacement-coming-next = Rechargez cette page dans un instant. Si elle ne peut pas être établie, la liste des attestations dit pourquoi.
replacement-lead = La nouvelle attestation porte un nouveau numéro, la date d’aujourd’hui et le nom tel qu’il figure dans le profil : { $name }
replacement-name-next = Le nom est encore faux ? Demandez d’abord à la personne de le corriger dans son profil.
replacement-do = Délivrer une nouvelle attestation
flash-certificate-replaced = L’attestation est révoquée. Une nouvelle est en préparation et sera envoyée.
flash-certificate-replacing = Une nouvelle attestation est en préparation et sera envoyée.
error-replacement-of-valid = Cette attestation est valable
error-replacement-of-valid-next = Révoquez-la avant d’en délivrer une nouvelle.

address-title = Adresse e-mail du compte
address-now = Actuellement : { $address }
address-asked = Quelqu’un a demandé une nouvelle adresse le { $when }. Personne n’a prouvé qui a fait la demande.
address-asked-name = Nom tapé dans la demande
address-asked-new = Nouvelle adresse
address-asked-next = Parlez à la personne avant de changer quoi que ce soit : appelez un numéro que vous connaissez.
address-grant = Changer l’adresse
address-refuse = Refuser
address-change = Changer l’adresse e-mail
address-change-lead = La session de la personne est fermée partout. Les deux adresses reçoivent un message.
address-new = Nouvelle adresse e-mail
address-same = C’est déjà l’adresse du compte.
error-address-of-staff = Ce compte a un rôle
error-address-of-staff-next = Seul un administrateur peut changer l’adresse e-mail d’un instructeur ou d’un coordinateur.
flash-address-changed = L’adresse est changée. Les deux adresses reçoivent un message.
flash-access-refused = La demande est fermée. Rien n’a été changé.

lost-access-title = Je n’ai plus accès à mon adresse e-mail
lost-access-lead = Avez-vous une attestation ? Alors votre coordinateur peut donner une nouvelle adresse e-mail à votre compte.
lost-access-number-hint = Il figure sur le papier et dans le PDF, par exemple PL-7K3F-Q9TN-4.
lost-access-name = Votre nom
lost-access-email = Votre nouvelle adresse e-mail
lost-access-email-hint = Une adresse que personne d’autre ne peut lire.
lost-access-ask = Demander le changement
lost-access-without-number = Sans attestation, adressez-vous au coordinateur de votre cours.
lost-access-sent = Votre demande est arrivée
lost-access-sent-lead = Si nous connaissons cette attestation, son coordinateur a maintenant votre demande et vous parlera.
lost-access-sent-next = Rien ne change avant cela. Si vous n’avez pas de nouvelles pendant une semaine, adressez-vous à votre service de formation.

verify-title = Vérifier une attestation
verify-lead = Scannez avec un téléphone le code QR de l’attestation. Ou tapez ici son numéro et son code de vérification.
verify-valid = Cette attestation est valable
verify-valid-next = Nous l’avons délivrée, elle n’a pas été modifiée et elle n’a pas été révoquée.
verify-elsewhere = Cette attestation porte notre signature
verify-elsewhere-next = Elle n’a pas été modifiée. Ce registre ne la connaît pas : nous ne pouvons donc pas dire si elle a été révoquée.
verify-withdrawn = Cette attestation a été révoquée
verify-withdrawn-next = Nous l’avons délivrée, puis révoquée le { $day } : { $reason }.
verify-contradicted = N’acceptez pas encore cette attestation
verify-contradicted-next = Elle porte notre signature, mais notre registre indique autre chose sous son numéro. Renseignez-vous auprès de l’autorité qui l’a délivrée.
verify-altered = Cette attestation a été modifiée
verify-altered-next = Le code QR ne contient pas ce que nous avons signé : il a été modifié, ou il en manque une partie. Ne l’acceptez pas. Demandez à la personne le PDF original.
verify-not-ours = Ce n’est pas une de nos attestations
verify-not-ours-next = Elle ne porte pas notre signature. Vérifiez que vous avez scanné le bon code. Ne l’acceptez pas.
verify-unknown = Nous ne connaissons pas ce numéro avec ce code
verify-unknown-next = Vérifiez chaque lettre des deux, ou demandez le PDF à la personne.
verify-checked = Vérifié le { $when }.
verify-compare = Comparez chaque ligne avec le papier.
verify-name = Nom
verify-number = Numéro
verify-course = Cours
verify-hours = Heures
verify-dates = Dates
verify-issued = Délivrée
verify-checks = Vérifications
verify-signature = Signature correcte, clé { $key }
verify-known = Connue de notre registre
verify-not-withdrawn = Non révoquée
verify-is-withdrawn = Révoquée
verify-another = Vérifier une autre attestation
verify-example = Par exemple { $example }
verify-number-typo = Un caractère du numéro est faux. Comparez-le avec le papier.
verify-number-malformed = Tapez le numéro comme il figure sur le papier.
verify-code = Code de vérification
verify-code-hint = Six lettres et chiffres, sous le numéro.
verify-code-missing = Tapez aussi le code de vérification.
verify-check = Vérifier
verify-no-record = Nous ne gardons aucune trace de ce que vous vérifiez.

mail-certificate-subject = Votre attestation
mail-certificate-lead = Vous avez terminé le cours « { $course } ». Félicitations ! Votre attestation est jointe à ce message en PDF.
mail-certificate-replaces = Elle remplace l’attestation { $number }, qui ne compte plus.
mail-certificate-check = Tout le monde peut la vérifier : avec le code QR, ou avec le numéro et le code de vérification.
mail-certificate-later = Vous pouvez toujours la télécharger de nouveau depuis votre page.
mail-certificate-open = Ouvrir mon attestation
mail-certificate-number = Numéro et code de vérification :
mail-access-asked-subject = Quelqu’un demande une nouvelle adresse e-mail
mail-access-asked-lead = Une personne qui connaît le numéro de cette attestation dit qu’elle ne lit plus l’adresse e-mail de son compte.
mail-access-asked-next = Ouvrez la page, parlez à la personne et décidez. Rien ne change avant cela.
mail-access-asked-open = Voir la demande
mail-access-number = Numéro d’attestation :
mail-access-warning-subject = Quelqu’un a demandé de changer votre adresse e-mail
mail-access-warning-lead = Une personne qui connaît le numéro de votre attestation nous a demandé de donner une autre adresse e-mail à votre compte. Votre coordinateur vous parlera avant tout changement.
mail-access-not-you = Si ce n’était pas vous, dites-le maintenant à votre coordinateur.
mail-address-gone-subject = Votre compte a une nouvelle adresse e-mail
mail-address-gone-lead = Votre coordinateur a donné une autre adresse e-mail à votre compte. Vous ne pouvez plus vous connecter avec celle-ci.
mail-address-new-subject = Votre compte a maintenant cette adresse e-mail
mail-address-new-lead = Votre coordinateur a donné cette adresse e-mail à votre compte. Connectez-vous avec elle ; nous vous envoyons un code.
cohort-certificates-from = Les attestations sont délivrées à partir du { $day }, dernier jour du cours. Ce qui les empêche est montré avant.
verify-erased = Cette attestation n’est plus confirmée
verify-erased-next = Nous en avons délivré une avec ce numéro. Ses données ont été effacées à la demande du titulaire ; nous ne pouvons donc plus dire ce qu’elle atteste. Ce n’est pas un signe de falsification.
revocation-erased = effacée à la demande du titulaire
