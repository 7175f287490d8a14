using Rayforce.Queries;

namespace Rayforce.Data;

/// <summary>A text of SQL that has been read.</summary>
internal sealed class SqlStatement
{
    private readonly string _text;
    private readonly SqlCommand _command;

    private SqlStatement(string text, SqlCommand command) => (_text, _command) = (text, command);

    /// <summary>Whether it changes rows, and has a number of them for a reply.</summary>
    public bool IsChange => _command is not SqlCommand.Select;

    /// <summary>Reads a text.</summary>
    /// <exception cref="RaySqlException">The text is none of SQL.</exception>
    public static SqlStatement Parse(string text) => new(text, SqlGrammar.Parse(text));

    /// <summary>The query to send.</summary>
    /// <param name="parameters">The values of its parameters.</param>
    /// <param name="columns">The columns of tables, as far as they are known.</param>
    /// <exception cref="RaySqlException">A server of Rayforce cannot carry it out.</exception>
    /// <exception cref="UnknownColumnsException">It needs the columns of another table.</exception>
    public RayQuery ToQuery(SqlParameters parameters, IReadOnlyDictionary<string, IReadOnlyList<string>> columns)
    {
        var context = new SqlContext(_text, parameters, columns);
        return _command is SqlCommand.Select select
            ? new SelectTranslator(context).Translate(select.Query).Table
            : new ChangeTranslator(context).Translate(_command);
    }
}
