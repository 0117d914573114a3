// What members of several requests must be like, as the API's model says.

export const groupNameRules = { min: 1, max: 512, pattern: '[\\.\\-_/#A-Za-z0-9]+' } as const;
export const identifierRules = { min: 1, max: 2048, pattern: '[\\w#+=/:,.@-]*' } as const;
export const queryIdRules = { min: 1, max: 256 } as const;
export const languages = ['CWLI', 'SQL', 'PPL'] as const;
