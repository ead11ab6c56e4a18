// Whatever families and school do, none of these may find anything in a file.

/** What must never be found. */
export const wrongs = {
  "two talks at one time": "SELECT slot_id FROM bookings GROUP BY slot_id HAVING count(*) > 1",
  "a family in two places":
    "SELECT a.id FROM bookings a JOIN bookings b ON a.id < b.id AND a.household_id = b.household_id AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at",
  "a talk that is not where its slot is":
    "SELECT b.id FROM bookings b LEFT JOIN slots s ON s.id = b.slot_id WHERE s.id IS NULL OR s.starts_at <> b.starts_at OR s.ends_at <> b.ends_at OR s.teacher_id <> b.teacher_id OR s.round_id <> b.round_id",
  "a talk about a child of another home":
    "SELECT b.id FROM bookings b WHERE NOT EXISTS (SELECT 1 FROM household_pupils hp WHERE hp.household_id = b.household_id AND hp.pupil_id = b.pupil_id)",
  "a teacher in two places":
    "SELECT a.id FROM bookings a JOIN bookings b ON a.id < b.id AND a.teacher_id = b.teacher_id AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at",
  "two times of a teacher that overlap":
    "SELECT a.id FROM slots a JOIN slots b ON a.id < b.id AND a.teacher_id = b.teacher_id AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at",
  // In November the clock of Amsterdam is an hour ahead.
  "a time at which its teacher is not there":
    "SELECT s.id FROM slots s WHERE NOT EXISTS (SELECT 1 FROM presences p JOIN round_days d ON d.id = p.day_id WHERE p.round_id = s.round_id AND p.teacher_id = s.teacher_id AND d.date = date(s.starts_at, '+1 hour') AND p.starts <= strftime('%H:%M', s.starts_at, '+1 hour') AND p.ends >= strftime('%H:%M', s.ends_at, '+1 hour') AND d.starts <= p.starts AND d.ends >= p.ends)",
  "a round that ends before its last time":
    "SELECT id FROM rounds r WHERE ends_at <> (SELECT max(ends_at) FROM slots WHERE round_id = r.id)",
  "a talk of which its family was last told something else":
    "SELECT b.id FROM bookings b LEFT JOIN messages m ON m.id = (SELECT max(id) FROM messages WHERE kind LIKE 'booking-%' AND json_extract(facts, '$.booking') = b.id) WHERE m.id IS NULL OR m.kind = 'booking-cancelled' OR json_extract(m.facts, '$.startsAt') <> b.starts_at OR json_extract(m.facts, '$.endsAt') <> b.ends_at OR json_extract(m.facts, '$.teacher') <> b.teacher_id",
  "a talk that is off, of which its family was told that it stands":
    "SELECT m.id FROM messages m WHERE kind IN ('booking-confirmed', 'booking-moved') AND state = 'sent' AND NOT EXISTS (SELECT 1 FROM bookings WHERE id = json_extract(m.facts, '$.booking')) AND NOT EXISTS (SELECT 1 FROM messages o WHERE o.id > m.id AND o.kind = 'booking-cancelled' AND json_extract(o.facts, '$.booking') = json_extract(m.facts, '$.booking'))",
  "a hold on a time with a talk, or on a closed one":
    "SELECT h.slot_id FROM holds h JOIN slots s ON s.id = h.slot_id WHERE s.blocked = 1 OR EXISTS (SELECT 1 FROM bookings b WHERE b.slot_id = h.slot_id)",
  "a time that is held for who does not wait":
    "SELECT h.slot_id FROM holds h JOIN slots s ON s.id = h.slot_id WHERE h.offer = 1 AND NOT EXISTS (SELECT 1 FROM waits w WHERE w.round_id = h.round_id AND w.household_id = h.household_id AND w.pupil_id = h.pupil_id AND w.teacher_id = s.teacher_id)",
  "a time that is offered to who cannot take it":
    "SELECT h.slot_id FROM holds h JOIN slots s ON s.id = h.slot_id JOIN rounds r ON r.id = h.round_id WHERE h.offer = 1 AND (h.household_id IN (SELECT id FROM households WHERE blocked = 1) OR NOT EXISTS (SELECT 1 FROM household_pupils p WHERE p.household_id = h.household_id AND p.pupil_id = h.pupil_id) OR EXISTS (SELECT 1 FROM declines d WHERE d.round_id = h.round_id AND d.household_id = h.household_id AND d.pupil_id = h.pupil_id) OR r.talks_per_pupil <= (SELECT count(*) FROM bookings b WHERE b.round_id = h.round_id AND b.household_id = h.household_id AND b.pupil_id = h.pupil_id))",
  "an offer that is not one time, as long as the talk":
    "SELECT h.household_id FROM holds h JOIN slots s ON s.id = h.slot_id LEFT JOIN long_talks l ON l.round_id = h.round_id AND l.pupil_id = h.pupil_id AND l.teacher_id = s.teacher_id WHERE h.offer = 1 GROUP BY h.household_id, h.pupil_id, s.teacher_id HAVING count(*) <> coalesce(l.takes, 1) OR unixepoch(max(s.ends_at)) - unixepoch(min(s.starts_at)) <> 600 * count(*)",
  "an offer that nobody was told of":
    "SELECT h.slot_id FROM holds h JOIN slots s ON s.id = h.slot_id WHERE h.offer = 1 AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.kind = 'time-offered' AND m.household_id = h.household_id AND json_extract(m.facts, '$.startsAt') <= s.starts_at AND json_extract(m.facts, '$.endsAt') >= s.ends_at)",
  "a wait for who has the talk, or none needed and a talk all the same":
    "SELECT w.household_id FROM waits w JOIN bookings b USING (round_id, household_id, pupil_id, teacher_id) UNION SELECT d.household_id FROM declines d JOIN bookings b USING (round_id, household_id, pupil_id)",
  "a question about a talk that is another by now, and that is open all the same":
    "SELECT q.id FROM swap_questions q LEFT JOIN bookings h ON h.id = q.holder_id JOIN bookings a ON a.id = q.asker_id WHERE q.state = 'open' AND (h.sequence IS NOT q.holder_sequence OR a.sequence IS NOT q.asker_sequence)",
  "a question that its family was not told":
    "SELECT q.id FROM swap_questions q WHERE q.state = 'open' AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.kind = 'swap-asked' AND m.household_id = q.holder_home AND json_extract(m.facts, '$.booking') = q.holder_id)",
  "a family that was asked, or a talk that was moved for another one, while the school wanted none of it":
    "SELECT kind FROM unwanted UNION ALL SELECT 'open' FROM swap_questions q JOIN rounds r ON r.id = q.round_id WHERE q.state = 'open' AND r.swaps = 0",
  "a family that was asked by itself": "SELECT id FROM swap_questions WHERE asker_home = holder_home",
  "a time without a talk that is longer than others":
    "SELECT s.id FROM slots s LEFT JOIN bookings b ON b.slot_id = s.id WHERE b.id IS NULL AND unixepoch(s.ends_at) - unixepoch(s.starts_at) <> 600",
  "a longer talk that is not made of its times":
    "SELECT s.id FROM slots s LEFT JOIN joined_slots j ON j.slot_id = s.id GROUP BY s.id HAVING unixepoch(s.ends_at) - unixepoch(s.starts_at) <> 600 * max(1, count(j.id)) OR count(j.id) = 1",
  "a time that is part of a talk, and free as well":
    "SELECT j.id FROM joined_slots j JOIN slots s ON s.id = j.id WHERE j.id <> j.slot_id UNION SELECT j.id FROM joined_slots j WHERE NOT EXISTS (SELECT 1 FROM bookings b WHERE b.slot_id = j.slot_id)",
  "a talk at a closed time":
    "SELECT b.id FROM bookings b JOIN slots s ON s.id = b.slot_id WHERE s.blocked = 1",
  "somebody who holds talks along, in two places":
    "SELECT a.id FROM round_teachers w JOIN bookings a ON a.round_id = w.round_id AND a.teacher_id = w.teacher_id JOIN bookings b ON b.round_id = w.round_id AND b.teacher_id = w.with_teacher_id WHERE a.starts_at < b.ends_at AND b.starts_at < a.ends_at",
  "a free time while somebody who holds it has a talk elsewhere":
    "SELECT s.id FROM slots s JOIN round_teachers w ON w.round_id = s.round_id AND s.teacher_id IN (w.teacher_id, w.with_teacher_id) AND w.with_teacher_id IS NOT NULL JOIN bookings o ON o.round_id = s.round_id AND o.teacher_id IN (w.teacher_id, w.with_teacher_id) AND o.teacher_id <> s.teacher_id AND o.starts_at < s.ends_at AND o.ends_at > s.starts_at WHERE s.blocked = 0 AND NOT EXISTS (SELECT 1 FROM bookings WHERE slot_id = s.id)",
  "somebody who is with who is not there, or is with another":
    "SELECT w.teacher_id FROM round_teachers w LEFT JOIN round_teachers c ON c.round_id = w.round_id AND c.teacher_id = w.with_teacher_id WHERE w.with_teacher_id IS NOT NULL AND (c.teacher_id IS NULL OR c.with_teacher_id IS NOT NULL)",
  "a family that waits for who is with another":
    "SELECT household_id FROM waits JOIN round_teachers USING (round_id, teacher_id) WHERE with_teacher_id IS NOT NULL",
}
