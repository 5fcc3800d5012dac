"""What each field of the result model means, for those who read results with other programs."""

from __future__ import annotations

RECORDS = {
    "AttemptResult": (
        "One grading of one submission: who, what it was graded with, and one row for each check. The points "
        "of an attempt are the sum of its checks' points; the grade is those, with what persons added (`adjustments`) "
        "and what rules take off (`standing`). "
        "It is final if `finished_at` is set, no check has the status `error`, and all answers are marked."
    ),
    "Answer": "What a student wrote in answer to a question that a person marks.",
    "Revealed": "What a hidden check called and expected. Written only where an instructor has published it.",
    "Standing": "What the rules of a class (deadlines, late work, how often) make of an attempt, as they stand now.",
    "Deduction": "What the rules of a class take off a grade.",
    "Place": "What a change of a grade is about: the whole assignment, a function of a unit, or a question.",
    "Adjustment": "A change of a grade by a person, as it stands now. Changes that were taken back are not listed.",
    "CheckResult": "One row: what became of one check of one submission. Every collected check has exactly one.",
    "Feedback": (
        "What the student is told about a check that did not pass. All texts are plain; escape them for where "
        "they go. `called`, `arguments`, `came_back`, `printed` and `where` hold text from the student's code."
    ),
    "Cells": "A small tensor as a report can draw it.",
    "SourceLine": "A line of the student's own file.",
    "RaceRecord": "A race of a function against the baseline: CPU time of one over that of the other, several rounds.",
    "RaceStep": "One threshold of a race.",
    "RaceCount": "What noise cannot touch, counted in one call of each side.",
    "Text": "One text in both languages of the course.",
    "Status": ("How a check ended. `error` means that the grader broke, never the student: 0 points, grade not final."),
    "Reason": (
        "Why a check did not pass. mismatch: an answer differs. raised: the student's code raised. "
        "not_attempted: no file or function yet. blocked: a check that this one needs did not pass. timeout: "
        "seconds ran out. crashed: the process died or its reply made no sense. forbidden: a call that the "
        "task rules out. changed_argument: an argument was changed in place. unexpected: the check tripped "
        "over the student's value. too_large: an answer over the size limit. syntax_error: the file does not "
        "parse. import_failed: importing the file raised or took too long. unreadable: the file was refused "
        "at intake. too_slow: right, but the race was not won, or only in part: `points` says how far. grader: the "
        "grader is at fault (status `error`). void: a measurement too disturbed to "
        "count (status `error`). not_here: the grading machine lacks a package that the unit needs (status `error`)."
    ),
    "Level": (
        "How the student's code was confined. A: namespaces and all of B. B: landlock, seccomp, limits. C: "
        "seccomp, limits, another user. D: limits only (unsealed: only for one's own code)."
    ),
}

FIELDS = {
    "AttemptResult.schema": "The version of this format. It changes when a field does.",
    "AttemptResult.student": "The student's id: the name of the folder that was handed in.",
    "AttemptResult.assignment": "The assignment's id, e.g. `a1_tensors`.",
    "AttemptResult.number": "1 for the first attempt of this student at this assignment.",
    "AttemptResult.submission_digest": "Names the bytes that were handed in.",
    "AttemptResult.course_digest": "Names the state of the course that they were graded with.",
    "AttemptResult.grader_version": "The release of torchgrade that graded.",
    "AttemptResult.seed_id": "Names the secret that inputs were drawn from, without telling it.",
    "AttemptResult.confinement": "How well the student's code was confined.",
    "AttemptResult.started_at": "When the attempt began.",
    "AttemptResult.finished_at": "When it ended; null while it runs, or when it was interrupted.",
    "AttemptResult.checks": "One row for each check, in the order of the course.",
    "AttemptResult.notes": "What else the student should know, e.g. that a file was refused.",
    "AttemptResult.answers": "Answers to questions that a person marks, in the order of the course.",
    "AttemptResult.adjustments": "What persons changed about this grade, whichever attempt counts.",
    "AttemptResult.handed_in_at": "When the work was handed in, in UTC; null where that is not known.",
    "AttemptResult.standing": "What the rules of the class make of it; null where no rules were looked at.",
    "Standing.submission": "Which of the student's submissions it is of, 1 for the first; null: of none. "
    "Files in which nothing is written are none.",
    "Standing.submissions": "How many submissions of this student there are.",
    "Standing.allowed": "How many of them count; null: any number.",
    "Standing.keeps": "Which of those counts.",
    "Standing.counts": "Whether it is this attempt that counts.",
    "Standing.deadline": "The student's deadline, with an extension.",
    "Standing.extended": "Whether that is another than everybody's.",
    "Standing.is_late": "Whether it came after the deadline and the minutes of grace.",
    "Standing.deductions": "What is taken off the grade for coming late.",
    "Standing.free_days_left": "Late days of the course that are left after this assignment; null: it has none.",
    "Standing.published": "Whether students may see the result.",
    "Standing.shows_hidden": "Whether they may see what hidden checks called, too.",
    "Deduction.points": "Negative, or 0 where a free day covers it.",
    "Deduction.reason": "Why, for the student.",
    "Answer.unit": "The unit's id.",
    "Answer.question": "The question's name; unique in its unit.",
    "Answer.title": "The question itself.",
    "Answer.text": "What the student wrote, plain text; empty where nothing was written.",
    "Answer.max_points": "Points that could be given.",
    "Place.unit": "The unit's id; null for the whole assignment.",
    "Place.item": "A function or class of the unit, or the name of a question.",
    "Place.hidden": "Of a function: whether the points of its hidden or of its public checks are meant; else null.",
    "Adjustment.id": "Names it in this gradebook.",
    "Adjustment.place": "What it is about.",
    "Adjustment.kind": "add: to what the checks gave. set: in its stead (of an answer, its mark).",
    "Adjustment.points": "So many points; negative takes some away.",
    "Adjustment.reason": "Why, as the student reads it.",
    "Adjustment.author": "Who decided it.",
    "Adjustment.made_at": "When.",
    "Adjustment.origin": "The program in which it was made, e.g. `nbgrader`; null for ours.",
    "CheckResult.unit": "The unit's id, e.g. `u04_broadcasting`.",
    "CheckResult.check": "The check's name; unique in its unit.",
    "CheckResult.title": "The check's name as people read it; null for what was graded before there were titles.",
    "CheckResult.function": "The student's function or class that the check exercises, if it is one.",
    "CheckResult.hidden": "Whether the check is one that students cannot read.",
    "CheckResult.status": "How the check ended.",
    "CheckResult.reason": "Why it did not pass; null if it passed.",
    "CheckResult.points": "Points reached.",
    "CheckResult.max_points": "Points that could be reached.",
    "CheckResult.mistake": "The id of the known mistake that explains the answers, if one was recognised.",
    "CheckResult.feedback": "What the student is told; null if the check passed.",
    "CheckResult.cpu_seconds": "CPU seconds that the student's code took.",
    "CheckResult.wall_seconds": "Seconds that passed meanwhile.",
    "CheckResult.race": "How the race went that this check ran; null where it ran none, or none was judged.",
    "RaceRecord.function": "The student's function, as the check calls it.",
    "RaceRecord.baseline": "The function of baseline.py that it ran against.",
    "RaceRecord.low": "Lower end of the 99 % interval of the ratio.",
    "RaceRecord.middle": "How many times as fast as the baseline: the geometric mean of the rounds.",
    "RaceRecord.high": "Upper end of the 99 % interval of the ratio.",
    "RaceRecord.steps": "The thresholds, ascending, and which were reached.",
    "RaceRecord.rounds": "For each round its pairs of CPU seconds: the baseline's, the student's.",
    "RaceRecord.calls": "How many calls were in each request that was timed.",
    "RaceRecord.counts": "What explains the ratio. The student's process tells its own; no points hang on it.",
    "RaceStep.ratio": "How many times as fast as the baseline.",
    "RaceStep.points": "Points of the check, in all, when it is reached.",
    "RaceStep.reached": "Whether it was.",
    "RaceCount.kind": "operators: of torch; bytes: that they read and write; flops: of matrix products.",
    "RaceCount.student": "In one call of the student's function.",
    "RaceCount.baseline": "In one call of the baseline.",
    "RaceCount.student_larger": "The same on larger inputs; null where the check names none.",
    "RaceCount.baseline_larger": "The same of the baseline.",
    "Feedback.summary": "The one thing to look at first, in a single sentence.",
    "Feedback.called": "What was called, e.g. `centre_rows(x)`.",
    "Feedback.arguments": "What it was called with, e.g. `x: float32 (2, 3)`.",
    "Feedback.came_back": "What came back, e.g. `float32 (2, 2)`, or the exception.",
    "Feedback.expected": "What should have come back; public checks only.",
    "Feedback.meaning": "What this usually means.",
    "Feedback.question": "A question to think about, or a thing to print.",
    "Feedback.where": "The line of the student's file that it is about.",
    "Feedback.got_cells": "The tensor that came back; public checks only.",
    "Feedback.expected_cells": "The tensor that should have come back; public checks only.",
    "Feedback.printed": "What the student's code printed, cut to a limit.",
    "Feedback.revealed": "What a hidden check keeps back; null in every report: where it may be told, it takes the "
    "place of the fields of the same names.",
    "Revealed.summary": "As `Feedback.summary`, with values.",
    "Revealed.called": "As `Feedback.called`.",
    "Revealed.arguments": "As `Feedback.arguments`, with values.",
    "Revealed.came_back": "As `Feedback.came_back`, with values.",
    "Revealed.expected": "What was expected.",
    "Revealed.got_cells": "As `Feedback.got_cells`.",
    "Revealed.expected_cells": "As `Feedback.expected_cells`.",
    "SourceLine.file": "The file's name.",
    "SourceLine.line": "Counts from 1.",
    "SourceLine.code": "The text of the line.",
    "SourceLine.column": "Counts from 1; known for syntax errors.",
    "Cells.shape": "The tensor's shape; empty for a single number.",
    "Cells.dtype": "The tensor's type, e.g. `float32`.",
    "Cells.values": "Its elements in row-major order, formatted.",
    "Cells.differs": "For each element whether it differs from the other tensor; empty if none is marked.",
    "Text.en": "English.",
    "Text.zh": "Chinese (simplified).",
}
