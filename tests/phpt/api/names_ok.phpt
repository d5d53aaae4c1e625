--TEST--
Names that mean the same have the same text key; slugs follow the locale
--EXTENSIONS--
mysqli
stockwire
--FILE--
<?php
use Stockwire\Names;

$same = [
    ["Șurub M8", "Şurub M8"],
    ["Șurub M8", "S\u{326}urub M8"],
    ["A & B", "A &amp; B"],
    ["Bec “E27”", 'bec "E27"'],
    ["Cafea  boabe ", "cafea boabe"],
    ["<b>Cafea</b> boabe", "Cafea boabe"],
];
foreach ($same as [$a, $b]) {
    var_dump(Names::text($a) === Names::text($b));
}
echo "not the same:\n";
foreach ([["Cablu 1,5 mm", "Cablu 15 mm"], ["C++ carte", "C# carte"], ["á", "a"]] as [$a, $b]) {
    var_dump(Names::text($a) === Names::text($b));
}
echo Names::slug('Șurub M8 Ö', 'en_US'), "\n", Names::slug('Șurub M8 Ö', 'de_DE'), "\n";
var_dump(Names::text(''), Names::slug('', ''), Names::slug('+++', 'ro_RO'));
var_dump(strlen(Names::slug(str_repeat('a', 300), 'ro_RO')));
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
not the same:
bool(false)
bool(false)
bool(false)
surub-m8-o
surub-m8-oe
string(0) ""
string(0) ""
string(0) ""
int(300)
