module interop/tlog

go 1.25.0

// Not an older one: TileHashReader of v0.38.0 leaves some tiles unchecked when
// several subtrees of the tree share a tile.
require golang.org/x/mod v0.40.0
