# Arabic: the download of one's own data: names of its parts.
export-person = عنك
export-roles = أدوارك
export-sessions = عمليات تسجيل دخولك
export-enrolments = دوراتك
export-lessons = الدروس المقروءة
export-attempts = الاختبارات والمهام الكتابية
export-answers = إجاباتك
export-grades = النقاط والتغذية الراجعة
export-mails = الرسائل التي أرسلناها إليك
export-nothing = لا شيء محفوظ هنا.
