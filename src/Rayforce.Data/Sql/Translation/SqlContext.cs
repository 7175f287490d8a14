namespace Rayforce.Data;

/// <summary>What the translation of a text of SQL knows: the text, its parameters and the columns of tables.</summary>
internal sealed class SqlContext(
    string text, SqlParameters parameters, IReadOnlyDictionary<string, IReadOnlyList<string>> columns)
{
    private int _names;

    /// <summary>A name that no table has.</summary>
    public string NewName(string kind) => $"_{kind}{_names++}";

    /// <summary>The value of a parameter; null for a null.</summary>
    /// <exception cref="RaySqlException">It has no value.</exception>
    public RayObject? ValueOf(SqlExpression.Parameter parameter)
    {
        var value = parameters.Find(parameter)
            ?? throw Refuse(parameter.Position, $"The parameter {parameter.Name ?? "?"} has no value");
        return value is RayNull or RayAtom { IsNull: true } ? null : value;
    }

    /// <summary>The columns of a table of the server.</summary>
    /// <exception cref="UnknownColumnsException">They are not known here.</exception>
    public IReadOnlyList<string> ColumnsOf(string table, int position) => columns.TryGetValue(table, out var known)
        ? known
        : throw new UnknownColumnsException(table, Refuse(
            position,
            $"The columns of '{table}' are not known here: name columns with their tables, and no *; " +
            "a connection asks the server"));

    /// <summary>What says that something cannot be carried out, and where it is.</summary>
    public RaySqlException Refuse(int position, string message, Exception? inner = null) =>
        SqlPlace.Refuse(text, position, message, inner);
}
