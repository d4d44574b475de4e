/** A province's board as the service would tell it, for driving the pages without the service. */
const NAMES = [
  ['H49.01', 'Sở Nông nghiệp và Môi trường', 'Department of Agriculture and Environment'],
  ['H49.02', 'Sở Văn hóa, Thể thao và Du lịch', 'Department of Culture, Sports and Tourism'],
  ['H49.03', 'Sở Xây dựng', 'Department of Construction'],
  ['H49.04', 'Sở Tư pháp', 'Department of Justice'],
  ['H49.05', 'Ban Quản lý Khu kinh tế Quảng Ninh', 'Quảng Ninh Economic Zone Authority'],
  ['H49.06', 'Phường Hồng Gai', 'Hồng Gai Ward'],
  ['H49.07', 'Phường Bãi Cháy', 'Bãi Cháy Ward'],
  ['H49.08', 'Đặc khu Vân Đồn', 'Vân Đồn Special Zone'],
  ['H49.09', 'Xã Hải Lạng', 'Hải Lạng Commune'],
  ['H49.10', 'Phường Mạo Khê', 'Mạo Khê Ward'],
  ['H49.11', 'Văn phòng Đăng ký đất đai chi nhánh thành phố Hạ Long', 'Land Registration Office, Hạ Long branch'],
  ['H49.12', 'Sở Khoa học và Công nghệ', 'Department of Science and Technology'],
  ['H49.13', 'Phường Uông Bí', 'Uông Bí Ward'],
  ['H49.14', 'Xã Quảng Hà', 'Quảng Hà Commune'],
  ['H49.15', 'Công an tỉnh', 'Provincial Police'],
  ['H49.16', 'Phường Cẩm Phả', 'Cẩm Phả Ward'],
  ['H49.17', 'Xã Đầm Hà', 'Đầm Hà Commune'],
  ['H49.18', 'Đặc khu Cô Tô', 'Cô Tô Special Zone'],
];

export const ROOT = {
  code: 'H49',
  name: { vi: 'Trung tâm Phục vụ hành chính công tỉnh Quảng Ninh', en: 'Quảng Ninh Public Service Centre' },
  level: 'province',
};

export const iso = ms => new Date(ms).toISOString();

export function figures(open, dueSoon, overdue, extra = {}) {
  const more = Math.floor(overdue * 0.08);
  const d30 = Math.floor(overdue * 0.17);
  const d10 = Math.floor(overdue * 0.3);
  const d3 = Math.floor(overdue * 0.25);
  const denominator = open * 3;
  const numerator = denominator - overdue * 2;
  return {
    open, dueSoon, overdue, paused: 12, noDue: 3, receivedToday: 1_284, endedToday: 1_197, lateToday: 14,
    overdueAge: { d1: overdue - d3 - d10 - d30 - more, d3, d10, d30, more },
    onTime: { rate: denominator === 0 ? null : numerator / denominator, numerator, denominator, ruleSet: 'qd766', period: '2026-Q4' },
    satisfaction: { rate: 0.9634, ratings: 1_482, scale: 3, period: '2026-Q4' },
    oldestDue: null,
    ...extra,
  };
}

const agencyOf = ([code, vi, en]) => ({ code, name: { vi, en }, level: 'department' });

export const agencies = () => [
  { ...ROOT, kind: 'group', parent: null, calendar: 'vn' },
  ...NAMES.map(row => ({ ...agencyOf(row), kind: 'agency', parent: 'H49', calendar: 'vn' })),
];

export function children(asOf) {
  return NAMES.map((row, index) => {
    const overdue = [128, 64, 51, 22, 17, 9, 6, 3, 2, 1][index] ?? 0;
    return { agency: agencyOf(row), figures: figures(420 - index * 11, 38 - index * 2, overdue), asOf: iso(asOf) };
  });
}

export const alert = (id, now, extra = {}) => ({
  id, dossier: `H49.01-261120-${id.padStart(4, '0')}`, agency: 'H49.01', to: { agency: 'H49.01', role: 'officer' }, rung: 'due',
  due: iso(now - 3 * 3_600_000), raisedAt: iso(now - 1_000 * Number(id)), state: 'raised', owner: null, acknowledgedAt: null, version: 1,
  ...extra,
});

/** The parts of a snapshot at the instant `now` (ms). */
export const parts = now => ({
  figures: figures(12_486, 342, 303, { oldestDue: iso(now - 47 * 86_400_000) }),
  children: children(now),
  alerts: [alert('1', now), alert('2', now, { agency: 'H49.03', due: iso(now + 5_400_000), rung: 'dueSoon' }), alert('3', now)],
  openAlerts: 3,
  sources: [
    { source: 'DVC', lastEventAt: iso(now - 4_000), lagSeconds: 4, state: 'fresh' },
    { source: 'IGATE', lastEventAt: iso(now - 9_000), lagSeconds: 9, state: 'fresh' },
    { source: 'LGSP', lastEventAt: iso(now - 7_000), lagSeconds: 7, state: 'fresh' },
  ],
  upcoming: [{ at: iso(now + 3_600_000), dueSoon: 0, overdue: 27 }],
});
