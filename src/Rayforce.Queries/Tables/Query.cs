namespace Rayforce.Queries;

/// <summary>
/// Where queries begin: <c>using static Rayforce.Queries.Query;</c> brings
/// <c>Table("trades").Select("id").Where(Column("age") > 30)</c>.
/// </summary>
public static class Query
{
    /// <summary>A table of the server, by the name of its variable.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">The name is empty or has a NUL.</exception>
    public static TableSource Table(string name) => new NamedTable(Names.Check(name, nameof(Table), nameof(name)));

    /// <summary>A table that travels with the query.</summary>
    /// <param name="table">The table.</param>
    public static TableSource Table(RayTable table) =>
        new ComputedTable(table ?? throw new ArgumentNullException(nameof(table)));

    /// <summary>A table that an expression yields on the server. What changes it changes a copy.</summary>
    /// <param name="table">The expression.</param>
    public static TableSource Table(RayExpression table) =>
        new ComputedTable(table ?? throw new ArgumentNullException(nameof(table)));

    /// <summary>A column of the table that the query is about, or a variable of the server.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">The name is empty or has a NUL.</exception>
    public static RayExpression Column(string name) =>
        new NameExpression(Names.Check(name, nameof(Column), nameof(name)));

    /// <summary>A column and the value it gets, for an update, insert or upsert.</summary>
    /// <param name="column">The column.</param>
    /// <param name="value">An expression for an update; a value or a sequence of them for an insert or upsert.</param>
    /// <exception cref="ArgumentException">The name is empty or has a NUL.</exception>
    public static Assignment Set(string column, RayExpression? value) => new(column, RayExpression.OrNull(value));

    /// <summary>A literal of any .NET value that <see cref="RayConvert"/> has a Rayforce type for.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="NotSupportedException">The value has no Rayforce type.</exception>
    public static RayExpression Value(object? value) => new ValueExpression(RayConvert.ToRay(value));

    /// <summary>A symbol that means itself, for where a text would be a String.</summary>
    /// <param name="name">The symbol.</param>
    public static RayExpression Symbol(string name) => new ValueExpression(new RaySymbol(name, quoted: true));

    /// <summary>A choice for each row: <c>if</c>.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="then">The value where it holds.</param>
    /// <param name="otherwise">The value where it does not.</param>
    public static RayExpression If(RayExpression condition, RayExpression? then, RayExpression? otherwise) =>
        new CallExpression(
            "if",
            condition ?? throw new ArgumentNullException(nameof(condition)),
            RayExpression.OrNull(then),
            RayExpression.OrNull(otherwise));

    /// <summary>A call of any function: a builtin or the server's own.</summary>
    /// <param name="function">Its name.</param>
    /// <param name="operands">What it is called with.</param>
    /// <exception cref="ArgumentException">The name is empty or has a NUL.</exception>
    public static RayExpression Call(string function, params RayExpression[] operands) => new FunctionExpression(
        Names.Check(function, nameof(Call), nameof(function)),
        [.. (operands ?? throw new ArgumentNullException(nameof(operands))).Select(RayExpression.OrNull)]);

    /// <summary>A call of what an expression yields: <see cref="Lambda"/>, as a rule.</summary>
    /// <param name="function">The function.</param>
    /// <param name="operands">What it is called with.</param>
    public static RayExpression Call(RayExpression function, params RayExpression[] operands) => new AppliedExpression(
        function ?? throw new ArgumentNullException(nameof(function)),
        [.. (operands ?? throw new ArgumentNullException(nameof(operands))).Select(RayExpression.OrNull)]);

    /// <summary>
    /// A function that travels with the query, to be called or to be an operand of <c>map</c> and its like:
    /// <c>Lambda(["x"], Column("x") * 2)</c> is <c>(fn [x] (* x 2))</c>.
    /// </summary>
    /// <param name="parameters">The names of its parameters.</param>
    /// <param name="body">Its value, in which <see cref="Column"/> names a parameter.</param>
    /// <exception cref="ArgumentException">A name is empty, has a NUL or comes twice.</exception>
    /// <remarks>Core 3.0.1 takes a call of one in a condition, core 2.1.8 in a column of the result only.</remarks>
    public static RayExpression Lambda(string[] parameters, RayExpression body) =>
        new LambdaExpression(parameters, body);

    /// <summary>A text of Rayfall, which the server reads and evaluates.</summary>
    /// <param name="rayfall">The text.</param>
    public static RayQuery Source(string rayfall) =>
        new SourceQuery(rayfall ?? throw new ArgumentNullException(nameof(rayfall)));
}
