def log = new File(basedir, 'build.log').text
['training mlp by mat', 'update 400: loss', 'validation error'].each {
    assert log.contains(it): "the log lacks the progress '${it}'"
}
def answers = (log =~ /\d \(\d+ %\)/).size()
assert answers == 100: "${answers} predictions were printed, expected 100"
assert new File(basedir, 'model.zip').length() > 0
true
