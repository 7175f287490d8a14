namespace Rayforce.Rayfall.Interpreting;

/// <summary>
/// The words that the engine itself knows, at the same numbers in every table of symbols: the empty symbol is 0, the
/// builtins follow, then the words of queries.
/// </summary>
internal static class WellKnown
{
    private static readonly string[] Words = ["self", "from", "where", "by", "take", "asc", "desc", "key", "null", "nearest"];

    public static readonly int Self = At(0);
    public static readonly int From = At(1);
    public static readonly int Where = At(2);
    public static readonly int By = At(3);
    public static readonly int Take = At(4);
    public static readonly int Asc = At(5);
    public static readonly int Desc = At(6);
    public static readonly int Key = At(7);
    public static readonly int Null = At(8);
    public static readonly int Nearest = At(9);

    /// <summary>All names, in the order in which a table of symbols takes them.</summary>
    public static IEnumerable<string> Names => BuiltinTable.Instance.Names.Concat(Words).Distinct();

    private static int At(int index)
    {
        // A word may be a builtin's name, too.
        var word = Words[index];
        var position = 1;
        foreach (var name in Names)
        {
            if (name == word)
                return position;
            position++;
        }

        throw new InvalidOperationException(word);
    }
}
