// The lookup tables of every random world, as steps of a script.

export const tableSteps: readonly string[] = [
  'lookup words',
  '  id, name, more',
  '  1, one, x',
  '  abc, letters, ""',
  '  1.0, float, 1',
  '  error, "", abc',
  '  1, again, 2',
  'lookup nets',
  '  net, name, more, id',
  '  10.0.0.0/8, ten, a, 1',
  '  10.1.0.0/16, narrow, "", 2',
  '  10.1.2.3, host, b, 3',
  '  ::/0, six, c, 4',
  '  no net, none, d, 5',
];
