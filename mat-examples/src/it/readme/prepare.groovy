// The project is the README's: its POM and its program, as they stand there.
def blocks = (new File(readme).text =~ /(?s)```(\w+)\n(.*?)```/).collect { [it[1], it[2]] }
def block = { language, part ->
    def found = blocks.findAll { it[0] == language && it[1].contains(part) }
    assert found.size() == 1: "${readme} has ${found.size()} blocks of ${language} with '${part}', expected 1"
    found[0][1]
}
new File(basedir, 'pom.xml').text = block('xml', '<modelVersion>')
def program = new File(basedir, 'src/main/java/com/acme/Digits.java')
program.parentFile.mkdirs()
program.text = block('java', 'class Digits')
true
