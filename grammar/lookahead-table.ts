// What lies ahead at each fork of each rule: alternatives between "|", in each the ways in which it may begin,
// in each the kinds of token. Printed from the parser by print-lookahead.ts; "npm run accept" renews it.

export const lookaheadTable = `
subquery RepetitionMandatoryWithSeparator 0: Source Search Fields Display Filter FilterIndex Parse Json Stats Sort Limit Tail Dedup Pattern Diff Anomaly Unnest Expand Lookup Cidrlookup Join Appendcols Accum Autoregress Filldown Fillmissing Outlier Sessionize CountFrequent Addtotals Relevantfields Logcompare Estimate
list RepetitionWithSeparator 0: Not Bang Minus Plus Identifier Number Period String Regex True False LeftParenthesis
fieldOrCall Alternation 0: Star|Not Bang Minus Plus Identifier Number Period String Regex True False LeftParenthesis 
fieldOrCall Option 0: LeftParenthesis
fieldOrCall Option 1: Access
fieldOrCall RepetitionWithSeparator 0: Not Bang Minus Plus Identifier Number Period String Regex True False LeftParenthesis
primary Alternation 0: Identifier|Number|Period|String|Regex|True|False|LeftParenthesis
power Option 0: Caret
prefix Alternation 0: Not Bang Minus Plus|Identifier Number Period String Regex True False LeftParenthesis
prefix Alternation 1: Not|Bang|Minus|Plus
product Alternation 0: Star|Slash|Percent
product Repetition 0: Star Slash Percent
sum Alternation 0: Plus|Minus
sum Repetition 0: Plus Minus
relation Alternation 0: Less|LessEqual|Greater|GreaterEqual
relation Repetition 0: Less LessEqual Greater GreaterEqual
equality Alternation 0: Equal|NotEqual
equality Repetition 0: Equal NotEqual
matchTail Alternation 0: Like|In
matchTail Alternation 1: LeftBracket|OpenQuery
matchTail Option 0: Not
match Alternation 0: Not Like In|Matches
match Repetition 0: Not Like In Matches
conjunction Alternation 0: And
conjunction Repetition 0: And
disjunction Alternation 0: Or
disjunction Repetition 0: Or
fieldList Repetition 0: Comma Identifier
fieldList Option 0: Comma
assignment Alternation 0: Word|String|Minus Number Period
assignment Alternation 1: Number|Period
assignment Option 0: Minus
assignment Option 1: Minus
item Option 0: As
items RepetitionMandatoryWithSeparator 0: Not Bang Minus Plus Identifier Number Period String Regex True False LeftParenthesis
names RepetitionMandatoryWithSeparator 0: Word
expressions RepetitionMandatoryWithSeparator 0: Not Bang Minus Plus Identifier Number Period String Regex True False LeftParenthesis
sortKey Alternation 0: Asc|Desc
sortKey Option 0: Asc Desc
lookupMatch Option 0: As
lookupOutput Option 0: As
tagFilter Alternation 0: String|LeftBracket
tagFilter RepetitionMandatoryWithSeparator 0: String
sourceList Alternation 0: LeftBrace|Not Bang Minus Plus Identifier Number Period String Regex True False LeftParenthesis
sourceList RepetitionWithSeparator 0: LeftBrace Not Bang Minus Plus Identifier Number Period String Regex True False LeftParenthesis
sourceCall Alternation 1: LeftBracket|String
sourceCall Option 1: Identifier
sourceCall RepetitionWithSeparator 0: Identifier LeftBracket String
sourceSelector Alternation 0: String|Identifier
sourceSelector Alternation 1: LeftBracket|String
sourceSelector Option 0: LeftParenthesis
sourceSelector Option 1: Identifier
sourceSelector RepetitionWithSeparator 0: Identifier LeftBracket String
source Repetition 0: Identifier.LeftParenthesis
source Repetition 1: Identifier
parse Alternation 0: String|Regex|Logfmt|Csv|Xml
parse Option 0: Identifier
parse Option 1: As Word
parse Option 2: As
parse Option 3: Multi
json Option 0: Identifier
stats Option 0: Group By
stats Option 1: Group
stats Option 2: Offset
sort Option 0: By
sort RepetitionMandatoryWithSeparator 0: Not Bang Minus Plus Identifier Number Period String Regex True False LeftParenthesis
limit Option 0: Any
diff Option 0: Identifier
lookup Alternation 0: Output|Outputnew
lookup RepetitionMandatoryWithSeparator 0: Word
lookup RepetitionMandatoryWithSeparator 1: Word
cidrlookup Alternation 0: Output|Outputnew
cidrlookup Option 0: As
cidrlookup RepetitionMandatoryWithSeparator 1: Word
join Repetition 1: Identifier
join RepetitionMandatoryWithSeparator 0: Identifier
appendcols Repetition 1: Identifier
accum Option 0: As
autoregress Repetition 1: Identifier
autoregress Option 0: As
filldown Alternation 0: Identifier|Star|Comma
filldown Repetition 0: Identifier Star Comma
fillmissing Option 0: With
fillmissing RepetitionMandatoryWithSeparator 0: Not Bang Minus Plus Identifier Number Period String Regex True False LeftParenthesis
outlier Repetition 1: Identifier.Equal
sessionize Option 0: Maxspan
sessionize Option 1: Equal
sessionize Option 2: As
addtotals Repetition 1: Identifier.Equal
addtotals Option 0: Identifier
relevantfields Option 0: Identifier
logcompare Option 0: Equal
command Alternation 0: Source|Search|Fields|Display|Filter|FilterIndex|Parse|Json|Stats|Sort|Limit|Tail|Dedup|Pattern|Diff|Anomaly|Unnest|Expand|Lookup|Cidrlookup|Join|Appendcols|Accum|Autoregress|Filldown|Fillmissing|Outlier|Sessionize|CountFrequent|Addtotals|Relevantfields|Logcompare|Estimate
`;
