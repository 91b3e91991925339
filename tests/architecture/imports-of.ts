import ts from 'typescript';

export interface Import {
  readonly target: string;
  /** Gone when the code runs. */
  readonly typeOnly: boolean;
}

/** Every way in which one file reaches another: import, export from, import(), require(), and the address of a worker. */
export function importsOf(fileName: string, text: string): Import[] {
  const found: Import[] = [];
  const add = (node: ts.Node | undefined, typeOnly: boolean): void => {
    if (node !== undefined && ts.isStringLiteralLike(node)) found.push({ target: node.text, typeOnly });
  };

  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    } else if (ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, node.isTypeOnly);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, true);
    } else if (ts.isCallExpression(node) && isLoader(node.expression)) {
      add(node.arguments[0], false);
    } else if (isNew('Worker', node)) {
      const [address] = node.arguments ?? [];
      if (isNew('URL', address)) add(address.arguments?.[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest));
  return found;
}

function isNew(name: string, node: ts.Node | undefined): node is ts.NewExpression {
  return node !== undefined && ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === name;
}

function isLoader(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');
}
