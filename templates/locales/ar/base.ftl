# Arabic: words of the frame around every page, and of errors.
title-error = خطأ:
skip = الانتقال إلى المحتوى
language = اللغة:
nav-main = القائمة الرئيسية
nav-modules = وحداتي
nav-certificates = الشهادات
nav-grading = للتصحيح
nav-cohorts = الدورات
nav-admin = الخادم
nav-profile = ملفي الشخصي
nav-verify = التحقق من شهادة
nav-demo-mail = بريد تجريبي
help = المساعدة
strapline = Portolan، التعلّم للأجهزة الحدودية
sign-in = تسجيل الدخول
sign-out = تسجيل الخروج
sign-out-with-answers = على هذا الجهاز إجابات لم تصل إلى الخادم بعد. هل المطلوب تسجيل الخروج رغم ذلك؟
go-home = الانتقال إلى صفحة البداية
when-utc = { $utc } بتوقيت UTC
when-utc-and-local = { $utc } بتوقيت UTC ({ $local } بتوقيتك)

error-sign-in = يُرجى تسجيل الدخول
error-sign-in-next = تم تسجيل خروجك. ما كتبته محفوظ في هذه الصفحة. يُرجى تسجيل الدخول والعودة إلى هذه الصفحة وإرساله.
error-head-too-large = ترويسات الطلب طويلة جدًا
error-head-too-large-next = احذف ملفات تعريف الارتباط لهذا الموقع من المتصفح، ثم افتح الصفحة من جديد.
problem-sign-in = لا يوجد رمز دخول صالح
problem-sign-in-next = اطلب رمزًا من /api/v1/token بعنوان البريد الإلكتروني وكلمة المرور، وأرسله هكذا: Authorization: Bearer.
problem-not-found = غير موجود
problem-not-found-next = لا شيء في هذا العنوان، أو أنه غير متاح لهذا الحساب. تحقّق من المعرّفات الواردة فيه.
problem-invalid-next = صحّح الحقول المذكورة ثم أرسل الطلب من جديد.
problem-conflict = الحالة لا تسمح بذلك
error-not-found = هذه الصفحة غير موجودة
error-not-found-next = قد يكون العنوان خطأ، أو قد تكون الصفحة غير متاحة لك. يمكنك الانتقال إلى صفحة البداية أو التواصل مع المنسق.
error-invalid = هناك شيء غير مناسب
error-invalid-next = يُرجى الرجوع وتصحيح المذكور هنا ثم الإرسال مرة أخرى.
error-stale = كانت هذه الصفحة مفتوحة مدة طويلة جدًا
error-stale-next = لم يُفقد شيء. يُرجى الإرسال مرة أخرى بالزر أدناه. إذا لم يكن هناك زر، فيُرجى الرجوع وإعادة تحميل الصفحة والإرسال مرة أخرى.
error-too-many = محاولات كثيرة جدًا
error-too-many-next = يُرجى الانتظار بضع دقائق ثم إعادة المحاولة.
error-body-too-large = البيانات كثيرة جدًا لمرة واحدة
error-body-too-large-next = يُرجى الرجوع وإرسال بيانات أقل. الحد الأقصى للنموذج 1 ميغابايت، وللملف 2 ميغابايت.
error-file-too-large = الملف كبير جدًا
error-file-too-large-next = الحد الأقصى للملف 2 ميغابايت. يُرجى تقسيم القائمة وإرسال الأجزاء واحدًا بعد الآخر.
error-too-many-fields = في النموذج حقول كثيرة جدًا
error-too-many-fields-next = يُرجى الرجوع وإرسال بيانات أقل في المرة الواحدة.
error-field-too-long = في أحد الحقول نص طويل جدًا
error-field-too-long-next = يُرجى الرجوع واختصار النص والإرسال مرة أخرى.
error-wrong-type = لا يستطيع الخادم قراءة هذا النوع من البيانات
error-wrong-type-next = يُرجى إرسال النموذج من صفحته. البرامج ترسل application/json.
error-misdirected = لهذا الخادم اسم آخر
error-misdirected-next = يُرجى التحقق من العنوان الذي كتبته.
error-method = لا يمكن استخدام هذا العنوان بهذه الطريقة
error-method-next = يُرجى الانتقال إلى صفحة البداية والمحاولة من هناك.
error-busy = الخادم مشغول الآن
error-busy-next = عملك في أمان. يُرجى الانتظار بضع ثوانٍ ثم إعادة تحميل هذه الصفحة.
error-internal = حدث خطأ من جانبنا
error-internal-next = عملك المحفوظ في أمان. يُرجى الرجوع وإعادة المحاولة. إذا تكرر الخطأ، فيُرجى إبلاغ المنسق بالرمز أدناه.
error-reference = الرمز: { $code }
error-suspended = حسابك مغلق حاليًا
error-suspended-next = يُرجى سؤال المنسق عن السبب وعما يجب فعله.
error-welcome-first = يُرجى تأكيد اسمك أولًا
error-welcome-first-next = يُرجى فتح صفحة البداية وتأكيد الاسم الذي سيظهر على شهادتك.
error-not-utf8 = في النص أحرف لا يستطيع الخادم قراءتها. يُرجى كتابة النص مرة أخرى.
error-nul = في النص حرف لا يمكن حفظه. يُرجى كتابة النص مرة أخرى.
error-form-incomplete = أحد حقول النموذج ناقص. يُرجى إعادة تحميل الصفحة وملء النموذج مرة أخرى.
error-upload-broken = انقطع الرفع. يُرجى الإرسال مرة أخرى.
error-json = لا يمكن قراءة JSON: { $why }
replay-sign-in = تسجيل الدخول (يفتح صفحة جديدة)
replay-send = إرسال الآن

offline-title = لا يوجد اتصال
offline-next = لا يمكن تحميل هذه الصفحة الآن. الإجابات التي قدمتها محفوظة على هذا الجهاز. يُرجى إعادة المحاولة عند عودة الاتصال.
try-again = إعادة المحاولة
errors-heading = يُرجى تصحيح ما يلي
optional = اختياري
save = حفظ
back = رجوع
cancel = إلغاء
yes = نعم
no = لا
minutes = { $count ->
    [zero] { $count } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $count } دقائق
    [many] { $count } دقيقة
   *[other] { $count } دقيقة
}
