// Sets of nodes in the package xpath, made fit for large documents.
//
// The package looks through the whole set for each node it adds, and orders sets by comparing positions along
// the siblings: //a over 10,000 siblings took 37 s; and it numbers the nodes of (//b | //a)[1] without ordering
// them. Here membership is a Set, and the order that of a single walk through the document. The version of the package is pinned; a test holds the time to account.

export type XmlNode = {
  readonly nodeType: number;
  readonly firstChild: XmlNode | null;
  readonly nextSibling: XmlNode | null;
  readonly parentNode: XmlNode | null;
  readonly ownerDocument: XmlNode | null;
  readonly attributes?: ArrayLike<XmlNode> | null;
};

/** What an expression gives: a set of nodes, a number, a text or a truth. */
export type XpathValue = {
  readonly booleanValue: () => boolean;
  readonly stringValue: () => string;
};

type NodeSet = {
  nodes: XmlNode[];
  size: number;
  known?: Set<XmlNode>;
  add(node: XmlNode): void;
  first(): XmlNode | null;
  toArray(): XmlNode[];
  toUnsortedArray(): XmlNode[];
};

/** As much of the package as is used. */
export type XpathPackage = {
  readonly parse: (path: string) => { evaluate: (context: Record<string, unknown>) => XpathValue };
  readonly XNodeSet: { new (): NodeSet; readonly prototype: NodeSet };
};

type Places = ReadonlyMap<XmlNode, number>;

/** Every node of the document with its place: an element, its attributes, its children. */
const placesIn = (document: XmlNode): Places => {
  const places = new Map<XmlNode, number>();
  let node: XmlNode | null = document;
  while (node !== null) {
    places.set(node, places.size);
    for (const attribute of Array.from(node.attributes ?? [])) places.set(attribute, places.size);
    if (node.firstChild !== null) {
      node = node.firstChild;
      continue;
    }
    while (node !== null && node !== document && node.nextSibling === null) node = node.parentNode;
    node = node === null || node === document ? null : node.nextSibling;
  }
  return places;
};

/** The places in the document asked for last. */
let last: { readonly document: XmlNode; readonly places: Places } | undefined;

const placesAround = (node: XmlNode): Places => {
  const document = node.ownerDocument ?? node;
  if (last?.document !== document) last = { document, places: placesIn(document) };
  return last.places;
};

const inOrder = (nodes: readonly XmlNode[]): XmlNode[] => {
  const [first] = nodes;
  if (first === undefined || nodes.length === 1) return [...nodes];
  const places = placesAround(first);
  return [...nodes].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
};

/** Gives the package's sets of nodes other ways to add and to order. */
export const placeInDocument = ({ XNodeSet }: XpathPackage): void => {
  const { prototype } = XNodeSet;
  prototype.add = function (this: NodeSet, node: XmlNode): void {
    this.known ??= new Set();
    if (this.known.has(node)) return;
    this.known.add(node);
    this.nodes.push(node);
    this.size += 1;
  };
  prototype.toArray = function (this: NodeSet): XmlNode[] {
    return inOrder(this.nodes);
  };
  prototype.toUnsortedArray = prototype.toArray;
  prototype.first = function (this: NodeSet): XmlNode | null {
    return inOrder(this.nodes)[0] ?? null;
  };
};
