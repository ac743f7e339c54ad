# Arabic: grading of written tasks: queues, one answer, conflicts, release, the participant's result.
grading-title = للتصحيح
grading-waiting = { $count ->
    [zero] لا إجابات في الانتظار.
    [one] إجابة واحدة في الانتظار.
    [two] إجابتان في الانتظار.
    [few] { $count } إجابات في الانتظار.
    [many] { $count } إجابة في الانتظار.
   *[other] { $count } إجابة في الانتظار.
}
grading-oldest = { $count ->
    [zero] وصلت أقدمها اليوم.
    [one] أقدمها في الانتظار منذ يوم واحد.
    [two] أقدمها في الانتظار منذ يومين.
    [few] أقدمها في الانتظار منذ { $count } أيام.
    [many] أقدمها في الانتظار منذ { $count } يومًا.
   *[other] أقدمها في الانتظار منذ { $count } يوم.
}
grading-none = لا شيء للتصحيح
grading-none-next = تظهر هنا المهام الكتابية للدورات التي أنت من مدربيها. إذا كانت إحدى الدورات ناقصة، فيُرجى التواصل مع منسقها.
grading-caption = المهام الكتابية وعدد الإجابات في الانتظار
grading-task = المهمة
grading-module = الوحدة
grading-cohort = الدورة
grading-left = في الانتظار
grading-mine = من تصحيحي
grading-all = الكل
grading-points = النقاط
grading-list-of = (إجابات المهمة «{ $task }»)
grading-released = تم النشر
grading-changed = تغيّرت منذ النشر
grading-not-released = لم يتم النشر
grading-begin = تصحيح أقدم مهمة
grading-blind = الأسماء مخفية
queue-counts = { $all ->
    [zero] لا إجابات
    [one] إجابة واحدة
    [two] إجابتان
    [few] { $all } إجابات
    [many] { $all } إجابة
   *[other] { $all } إجابة
}. في الانتظار: { $waiting }، من تصحيحك: { $mine }.
queue-next = تصحيح الإجابة التالية
queue-none = لا إجابات بعد
queue-none-next = تظهر الإجابات هنا عندما يرسلها المشاركون.
queue-caption = الإجابات وحالتها
queue-answer = الإجابة
queue-by = التصحيح
queue-state-waiting = في الانتظار
queue-state-partly = بعض المعايير بلا نقاط
queue-state-graded = تم التصحيح
queue-state-released = تم النشر
queue-state-changed = تغيّرت منذ النشر
queue-state-own = إجابتك أنت: يصححها شخص آخر
grader-you = أنت
grader-letter = المصحح { $letter }
points-of = { $points } من { $max }
release-title = النشر
release-missing = { $count ->
    [zero] كل الإجابات مصححة بالكامل.
    [one] إجابة واحدة غير مصححة بالكامل. يُرجى تصحيحها أولًا ثم النشر.
    [two] إجابتان غير مصححتين بالكامل. يُرجى تصحيحهما أولًا ثم النشر.
    [few] { $count } إجابات غير مصححة بالكامل. يُرجى تصحيحها أولًا ثم النشر.
    [many] { $count } إجابة غير مصححة بالكامل. يُرجى تصحيحها أولًا ثم النشر.
   *[other] { $count } إجابة غير مصححة بالكامل. يُرجى تصحيحها أولًا ثم النشر.
}
release-lead = كل الإجابات مصححة. بعد النشر يرى المشاركون نقاطهم وتغذيتك الراجعة والإجابة النموذجية. يمكنك إلغاء النشر خلال { $count ->
    [zero] { $count } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $count } دقائق
    [many] { $count } دقيقة
   *[other] { $count } دقيقة
}. بعد ذلك تصلهم رسالة.
release-do = نشر النقاط
release-changed = { $count ->
    [zero] لا إجابات جديدة أو متغيّرة منذ النشر.
    [one] إجابة واحدة جديدة أو تغيّرت منذ النشر. يرى المشارك ذلك بعد النشر التالي.
    [two] إجابتان جديدتان أو تغيّرتا منذ النشر. يرى المشاركون ذلك بعد النشر التالي.
    [few] { $count } إجابات جديدة أو تغيّرت منذ النشر. يرى المشاركون ذلك بعد النشر التالي.
    [many] { $count } إجابة جديدة أو تغيّرت منذ النشر. يرى المشاركون ذلك بعد النشر التالي.
   *[other] { $count } إجابة جديدة أو تغيّرت منذ النشر. يرى المشاركون ذلك بعد النشر التالي.
}
release-undo-until = يمكنك إلغاء النشر حتى { $time }.
release-undo = إلغاء النشر
error-grades-missing = بعض الإجابات غير مصححة بعد
error-grades-missing-next = يُرجى فتح قائمة الإجابات وإعطاء النقاط الناقصة ثم النشر.
error-nothing-to-release = لا شيء للنشر
error-nothing-to-release-next = لم يرسل أي مشارك إجابة عن هذه المهمة بعد.
error-undo-too-late = لم يعد من الممكن إلغاء النشر
error-undo-too-late-next = مر أكثر من 10 دقائق، وتم إبلاغ المشاركين. يمكنك تغيير النقاط والنشر مرة أخرى.
error-other-grading = قام شخص آخر بتصحيح هذه الإجابة
error-other-grading-next = يُرجى قراءة الإجابة مرة أخرى ومقارنة التصحيحين وإرسال تصحيحك مع النسخة الجديدة.
flash-released = تم نشر النقاط.
flash-release-undone = تم إلغاء النشر. لا يرى المشاركون النقاط.
flash-grade-saved = تم الحفظ.
flash-grade-saved-open = تم الحفظ. بعض المعايير بلا نقاط بعد.
grade-place = الإجابة { $nth } من { $count } · من تصحيحك: { $mine }
grade-answer = الإجابة { $code }
grade-no-text = لا نص في هذه الإجابة.
grade-words = { $count ->
    [zero] لا كلمات
    [one] كلمة واحدة
    [two] كلمتان
    [few] { $count } كلمات
    [many] { $count } كلمة
   *[other] { $count } كلمة
}، المطلوب: من { $least } إلى { $most }
grade-prompt = المهمة
grade-model-answer = الإجابة النموذجية
grade-samples = { $count ->
    [zero] لا إجابات للمقارنة بنقاط متفق عليها
    [one] إجابة واحدة للمقارنة بنقاط متفق عليها
    [two] إجابتان للمقارنة بنقاط متفق عليها
    [few] { $count } إجابات للمقارنة بنقاط متفق عليها
    [many] { $count } إجابة للمقارنة بنقاط متفق عليها
   *[other] { $count } إجابة للمقارنة بنقاط متفق عليها
}
grade-sample = إجابة للمقارنة { $number }
grade-previous = الإجابة السابقة
grade-next = الإجابة التالية
grade-rubric = سلم التصحيح
grade-criterion = المعيار
grade-given = التصحيح: { $who }، { $when }
grade-after-release = هذه النقاط منشورة. إذا غيّرتها، فلن يرى المشارك النقاط الجديدة إلا بعد النشر التالي.
grade-total = المجموع: {"{n}"} من { $max }
grade-total-open = حتى الآن: {"{n}"} من { $max }، معايير بلا نقاط: {"{open}"}
grade-total-later = يُحسب المجموع عند الحفظ
grade-feedback = التغذية الراجعة للمشارك
grade-feedback-hint = تظهر بعد النشر. يُرجى الكتابة بكلمات بسيطة.
grade-no-feedback = لا توجد تغذية راجعة.
grade-save-next = حفظ والتالي
grade-save = حفظ
grade-skip = التخطي
grade-points-unknown = يُرجى اختيار أحد مستويات هذا المعيار.
grade-criterion-unknown = لا يوجد في سلم التصحيح معيار «{ $criterion }». يُرجى إعادة تحميل الصفحة والتصحيح مرة أخرى.
grade-feedback-long = الحد الأقصى للتغذية الراجعة 10000 حرف.
keys = اختصارات لوحة المفاتيح
keys-turn = الإجابة التالية، السابقة
keys-level = مستوى المعيار المحدد
keys-skip = التخطي
keys-save = حفظ والتالي
keys-list = هذه القائمة
keys-off = إيقاف الاختصارات على هذا الجهاز
conflict-title = تم تصحيح هذه الإجابة مرتين
conflict-lead = أثناء تصحيحك للإجابة { $code }، تم حفظ تصحيح آخر. بواسطة: { $who }. الوقت: { $when }.
conflict-kept = لم يُحفظ تصحيحك بعد. يُرجى المقارنة بين التصحيحين ثم الاختيار. إذا أبقيت تصحيحك، يبقى كلاهما في السجلات.
conflict-caption = التصحيحان حسب المعيار
conflict-mine = تصحيحك
conflict-other = المحفوظ: { $who }
conflict-differs = مختلف
conflict-total = المجموع
conflict-other-feedback = التغذية الراجعة المحفوظة: { $who }
conflict-my-feedback = تغذيتك الراجعة
conflict-keep-mine = إبقاء تصحيحي
conflict-take-other = استخدام المحفوظ ({ $who })
task-result-points = { $points } من { $max } نقطة
task-result-by = التصحيح: المصحح { $letter }. النشر: { $when }.
task-result-caption = النقاط حسب المعيار
task-result-level = المستوى المحقق
task-result-feedback = التغذية الراجعة
task-result-waiting = لم تُنشر بعد
task-result-waiting-next = يقرأ مدرب إجابتك. ستصلك رسالة عندما تكون نقاطك جاهزة.
task-result-receipt = عرض الإيصال
mail-points-subject = نقاطك جاهزة
mail-points-lead = قرأ مدرب إجابتك عن المهمة «{ $task }».
mail-points-next = يُرجى فتح الصفحة لرؤية نقاطك عن كل معيار والتغذية الراجعة وإجابة نموذجية.
mail-points-button = عرض نقاطي
