using LlmWiki.Words;

namespace LlmWiki.Ingest.Extractive;

/// <summary>
/// How central a statement is among the statements of its topic: the cosine of its words with the topic's centroid, words
/// weighted by tf-idf. Radev, Jing, Styś, Tam, "Centroid-based summarization of multiple documents" (2004). Linear in the
/// length of the text.
/// </summary>
internal static class Centrality
{
    public static void Set(IReadOnlyList<Statement> statements)
    {
        var frequency = new Dictionary<string, int>();
        foreach (var word in statements.SelectMany(statement => Words(statement).Distinct()))
        {
            frequency[word] = frequency.GetValueOrDefault(word) + 1;
        }

        var groups = statements.GroupBy(statement => statement.Topic as object ?? statement.Claim.Source.Path).Select(group => group.ToList()).ToList();
        Parallel.ForEach(groups, members =>
        {
            var vectors = members.ConvertAll(statement => Vector(statement, frequency, statements.Count));
            var centroid = new Dictionary<string, double>();
            foreach (var (word, weight) in vectors.SelectMany(vector => vector))
            {
                centroid[word] = centroid.GetValueOrDefault(word) + (weight / members.Count);
            }

            var norm = Norm(centroid.Values);
            for (var i = 0; i < members.Count; i++)
            {
                var dot = vectors[i].Sum(pair => pair.Value * centroid[pair.Key]);
                members[i].Centrality = dot / Math.Max(1e-9, norm * Norm(vectors[i].Values));
            }
        });
    }

    private static IEnumerable<string> Words(Statement statement) =>
        statement.Tokens.Where(token => !Language.IsStopAnywhere(token.Word)).Select(token => token.Key);

    private static Dictionary<string, double> Vector(Statement statement, Dictionary<string, int> frequency, int count)
    {
        var vector = new Dictionary<string, double>();
        foreach (var word in Words(statement))
        {
            vector[word] = vector.GetValueOrDefault(word) + Math.Log(1 + ((double)count / frequency[word]));
        }

        return vector;
    }

    private static double Norm(IEnumerable<double> values) => Math.Sqrt(values.Sum(value => value * value));
}
