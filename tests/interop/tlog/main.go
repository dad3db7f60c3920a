// tlog reads a public directory with the Go project's own transparency-log
// packages and nothing of ours: the signature of every checkpoint, the proof
// of every publication, and the consistency of every two checkpoints, the
// proof of which it computes from our tiles.
package main

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const tileHeight = 8

// public is a public directory and what its anchor says.
type public struct {
	dir    string
	origin string
	first  tlog.Hash
	key    note.Verifier
}

func openPublic(dir string) (*public, error) {
	b, err := os.ReadFile(filepath.Join(dir, "anchor"))
	if err != nil {
		return nil, err
	}
	line := strings.Split(string(b), "\n")
	if len(line) != 4 || line[3] != "" {
		return nil, errors.New("anchor: not three lines")
	}
	p := &public{dir: dir, origin: line[0]}
	if p.first, err = tlog.ParseHash(line[1]); err != nil {
		return nil, fmt.Errorf("anchor: %w", err)
	}
	if p.key, err = note.NewVerifier(line[2]); err != nil {
		return nil, fmt.Errorf("anchor: %w", err)
	}
	return p, nil
}

// checkpoint opens a note and parses its text.  tlog.ParseTree knows one
// origin only, so the three lines are read here.
func (p *public) checkpoint(msg []byte) (tlog.Tree, error) {
	var t tlog.Tree
	n, err := note.Open(msg, note.VerifierList(p.key))
	if err != nil {
		return t, err
	}
	line := strings.Split(n.Text, "\n")
	if len(line) != 4 || line[0] != p.origin || line[3] != "" {
		return t, errors.New("not a checkpoint of this origin")
	}
	if t.N, err = strconv.ParseInt(line[1], 10, 64); err != nil {
		return t, err
	}
	if line[1] != strconv.FormatInt(t.N, 10) || t.N < 1 {
		return t, errors.New("bad size")
	}
	t.Hash, err = tlog.ParseHash(line[2])
	return t, err
}

// tilePath is the path of tile/<level>/<index> for a level or for "entries".
func tilePath(level string, t tlog.Tile) string {
	t.H, t.L = tileHeight, 0
	rest := strings.TrimPrefix(t.Path(), fmt.Sprintf("tile/%d/0/", tileHeight))
	return filepath.Join("tile", level, filepath.FromSlash(rest))
}

func (p *public) Height() int { return tileHeight }

func (p *public) SaveTiles([]tlog.Tile, [][]byte) {}

func (p *public) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var data [][]byte
	for _, t := range tiles {
		path := filepath.Join(p.dir, tilePath(strconv.Itoa(t.L), t))
		b, err := os.ReadFile(path)
		if full := t; errors.Is(err, os.ErrNotExist) {
			// A log may drop a partial tile once the full one is there.
			full.W = 1 << tileHeight
			path = filepath.Join(p.dir, tilePath(strconv.Itoa(t.L), full))
			if b, err = os.ReadFile(path); len(b) > t.W*tlog.HashSize {
				b = b[:t.W*tlog.HashSize]
			}
		}
		if err != nil {
			return nil, err
		}
		data = append(data, b)
	}
	return data, nil
}

// leaves returns the entries of a tree from its bundles.
func (p *public) leaves(size int64) ([][]byte, error) {
	var all [][]byte
	for n := int64(0); n<<tileHeight < size; n++ {
		w := min(size-n<<tileHeight, 1<<tileHeight)
		t := tlog.Tile{N: n, W: int(w)}
		path := tilePath("entries", t)
		b, err := os.ReadFile(filepath.Join(p.dir, path))
		if err != nil {
			return nil, err
		}
		for ; w > 0; w-- {
			if len(b) < 2 || len(b)-2 < int(binary.BigEndian.Uint16(b)) {
				return nil, fmt.Errorf("%s: too short", path)
			}
			end := 2 + int(binary.BigEndian.Uint16(b))
			all = append(all, b[2:end])
			b = b[end:]
		}
		if len(b) != 0 {
			return nil, fmt.Errorf("%s: too long", path)
		}
	}
	return all, nil
}

// checkLeaves compares every leaf of the bundles with the level 0 tiles, which
// TileHashReader has authenticated against the checkpoint.
func (p *public) checkLeaves(head tlog.Tree, hashes tlog.HashReader) ([][]byte, error) {
	leaves, err := p.leaves(head.N)
	if err != nil {
		return nil, err
	}
	if tlog.RecordHash(leaves[0]) != p.first {
		return nil, errors.New("leaf 0 is not the anchor's")
	}
	index := make([]int64, head.N)
	for i := range index {
		index[i] = tlog.StoredHashIndex(0, int64(i))
	}
	have, err := hashes.ReadHashes(index)
	if err != nil {
		return nil, err
	}
	for i, leaf := range leaves {
		if tlog.RecordHash(leaf) != have[i] {
			return nil, fmt.Errorf("leaf %d is not the one in the tree", i)
		}
	}
	fmt.Printf("%d leaves are in the tree\n", len(leaves))
	return leaves, nil
}

// checkProof checks one proofs/*.tlog-proof.
func (p *public) checkProof(path string, leaves [][]byte) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	head, msg, ok := strings.Cut(string(b), "\n\n")
	line := strings.Split(head, "\n")
	if !ok || len(line) < 2 || line[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("not a tlog-proof")
	}
	line = line[1:]
	if strings.HasPrefix(line[0], "extra ") {
		line = line[1:]
	}
	if len(line) == 0 || !strings.HasPrefix(line[0], "index ") {
		return errors.New("no index")
	}
	index, err := strconv.ParseInt(line[0][len("index "):], 10, 64)
	if err != nil || index < 0 || index >= int64(len(leaves)) {
		return errors.New("bad index")
	}
	var proof tlog.RecordProof
	for _, s := range line[1:] {
		h, err := base64.StdEncoding.Strict().DecodeString(s)
		if err != nil || len(h) != tlog.HashSize {
			return errors.New("bad hash")
		}
		proof = append(proof, tlog.Hash(h))
	}
	t, err := p.checkpoint([]byte(msg))
	if err != nil {
		return err
	}
	leaf := tlog.RecordHash(leaves[index])
	if err := tlog.CheckRecord(proof, t.N, t.Hash, index, leaf); err != nil {
		return err
	}
	leaf[0] ^= 1
	if tlog.CheckRecord(proof, t.N, t.Hash, index, leaf) == nil {
		return errors.New("another leaf was proven too")
	}
	fmt.Printf("%s: entry %d is in the tree of %d\n", filepath.Base(path), index, t.N)
	return nil
}

// checkProofs wants one good proof for every publication, and no other.
func (p *public) checkProofs(leaves [][]byte) error {
	made, err := filepath.Glob(filepath.Join(p.dir, "publications", "*", "v*.json"))
	if err != nil {
		return err
	}
	proofs, err := filepath.Glob(filepath.Join(p.dir, "proofs", "*"))
	if err != nil {
		return err
	}
	if len(made) == 0 || len(made) != len(proofs) {
		return fmt.Errorf("%d publications and %d proofs", len(made), len(proofs))
	}
	for _, m := range made {
		name := filepath.Base(filepath.Dir(m)) + "-" +
			strings.TrimSuffix(filepath.Base(m), ".json") + ".tlog-proof"
		if err := p.checkProof(filepath.Join(p.dir, "proofs", name), leaves); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// history opens every file in checkpoints/, smallest tree first.
func (p *public) history() ([]tlog.Tree, error) {
	files, err := os.ReadDir(filepath.Join(p.dir, "checkpoints"))
	if err != nil {
		return nil, err
	}
	var trees []tlog.Tree
	for _, f := range files {
		b, err := os.ReadFile(filepath.Join(p.dir, "checkpoints", f.Name()))
		if err != nil {
			return nil, err
		}
		t, err := p.checkpoint(b)
		if err != nil || f.Name() != strconv.FormatInt(t.N, 10) {
			return nil, fmt.Errorf("checkpoints/%s: size %d, %v", f.Name(), t.N, err)
		}
		trees = append(trees, t)
	}
	sort.Slice(trees, func(i, j int) bool { return trees[i].N < trees[j].N })
	return trees, nil
}

// checkHistory proves each two checkpoints consistent, from the tiles of the
// larger one: those of every published size must still be there.
func (p *public) checkHistory(trees []tlog.Tree, head tlog.Tree) error {
	pairs := 0
	for j, to := range trees {
		if to.N > head.N {
			return fmt.Errorf("checkpoint %d is beyond the latest", to.N)
		}
		hashes := tlog.TileHashReader(to, p)
		if h, err := tlog.TreeHash(to.N, hashes); err != nil || h != to.Hash {
			return fmt.Errorf("the tiles of %d are not its own: %w", to.N, err)
		}
		for _, from := range trees[:j] {
			proof, err := tlog.ProveTree(to.N, from.N, hashes)
			if err == nil {
				err = tlog.CheckTree(proof, to.N, to.Hash, from.N, from.Hash)
			}
			if err != nil {
				return fmt.Errorf("from %d to %d: %w", from.N, to.N, err)
			}
			pairs++
		}
	}
	if last := trees[len(trees)-1]; last != head {
		return errors.New("the latest checkpoint is not in checkpoints/")
	}
	fmt.Printf("checkpoints: %d, consistent pairs: %d\n", len(trees), pairs)
	return nil
}

func check(dir string) error {
	p, err := openPublic(dir)
	if err != nil {
		return err
	}
	msg, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	if err != nil {
		return err
	}
	head, err := p.checkpoint(msg)
	if err != nil {
		return fmt.Errorf("checkpoint: %w", err)
	}
	fmt.Printf("%s signed a tree of %d\n", p.key.Name(), head.N)
	hashes := tlog.TileHashReader(head, p)
	leaves, err := p.checkLeaves(head, hashes)
	if err != nil {
		return err
	}
	if err := p.checkProofs(leaves); err != nil {
		return err
	}
	trees, err := p.history()
	if err != nil {
		return err
	}
	if len(trees) == 0 {
		return errors.New("no file in checkpoints/")
	}
	return p.checkHistory(trees, head)
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: tlog PUBLIC-DIRECTORY")
		os.Exit(2)
	}
	if err := check(os.Args[1]); err != nil {
		fmt.Println("refused:", err)
		os.Exit(1)
	}
}
