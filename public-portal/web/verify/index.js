/*
 * index.js - the checks as a module: for the page, and for tests under Node.
 */
export {Fault, base64, base64Encode, decimal, equal, hex, text, utf8} from './bytes.js';
export {canonical} from './canonical.js';
export {commit, isKey, opening, point, scalar, sha256, sumOfPoints, verify}
    from './crypto.js';
export {anchor, checkpoint, isSealedBy, isSigned, note,
    sealCode, vkey} from './note.js';
export {belongs, clearFile, head, leaf, opens, statement, statementText}
    from './entry.js';
export {Edge, bundle, bundleName, isIncluded, tileName} from './tree.js';
export {isAmount, slip} from './slip.js';
export {receipt, tlogProof} from './proof.js';
export {Authority, checkSeen} from './authority.js';
export {checkDirectory, CHECKS} from './directory.js';
