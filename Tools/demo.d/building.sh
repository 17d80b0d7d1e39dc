# What the demo needs: a few packages, the two programs, a folder of its own.

# install PACKAGE...: those that are not there yet.
install() {
    local missing=() package as_root=()
    for package; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    ((${#missing[@]})) || return 0
    echo "Installing ${missing[*]} …"
    [[ $(id -u) == 0 ]] || as_root=(sudo)
    "${as_root[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

install_missing() {
    local packages=(python3 python3-nacl jq)
    [[ -n $binary ]] || packages+=(libsodium-dev libsqlite3-dev pkg-config gcc libc6-dev git ca-certificates)
    install "${packages[@]}"
    # What is kept has every kind of attachment, with the programs that make such files. Without them it has fewer.
    [[ -z $keep ]] || install groff imagemagick pandoc sox libsox-fmt-all || echo "Not installed: casegen attaches fewer kinds of files."
}

# One after the other: two products in one call is more than Swift 6 offers.
build() {
    local product
    echo "Building casevault, and casegen, which invents the house (several minutes the first time) …"
    for product in casevault casegen; do
        (cd "$here" && swift build -c release --product "$product" -j 2 2>&1 | tail -n 1)
    done
    binary=$here/.build/release/casevault
}

install_missing
# Whichever Python has PyNaCl: another one may come first in PATH.
for python in python3 /usr/bin/python3; do "$python" -c 'import nacl' 2>/dev/null && break; done
[[ -n $binary ]] || build
casegen=$(dirname "$binary")/casegen
[[ -x $casegen ]] || { echo "casegen is not beside $binary: swift build --product casegen" >&2; exit 2; }

if [[ -n $keep ]]; then
    # An empty folder is as good as none; beside one that holds something another is made, and nothing written over.
    [[ ! -d $keep ]] || rmdir "$keep" 2>/dev/null || true
    mkdir -p "$(dirname "$keep")"
    house=$(realpath "$keep") number=1
    while [[ -e $house ]]; do house=$(realpath "$keep")-$((++number)); done
else
    parent=$(mktemp -d)
    house=$parent/house
fi
# Beside the house and not in it: what lies here goes when the demo ends.
work=$(mktemp -d)
trap 'kill "${watcher:-}" 2>/dev/null || true; rm -rf "$work" ${parent:+"$parent"}' EXIT
mkdir -m 700 "$work"/{home,state,tmp,seen}
export HOME=$work/home XDG_STATE_HOME=$work/state TMPDIR=$work/tmp
vault=$house/house.vault gate=$house/gate
