namespace Rayforce.Queries;

/// <summary>
/// A column of a result: its name and where its values come from. A text is a column of the table; a computed column
/// gets its name by <see cref="RayExpression.As"/>.
/// </summary>
public sealed class Projection
{
    internal const string Everything = "*";

    internal Projection(string name, RayExpression value)
    {
        Name = Names.Check(name, nameof(RayExpression.As), nameof(name));
        Value = value;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    internal RayExpression Value { get; }

    /// <summary>A column of the table under its own name; <c>*</c> is every column.</summary>
    /// <param name="column">The column.</param>
    public static implicit operator Projection(string column) => new(column, new NameExpression(column));

    /// <summary>A column of the table under its own name.</summary>
    /// <param name="column">The column.</param>
    /// <exception cref="ArgumentException">The expression is computed and has no name.</exception>
    public static implicit operator Projection(RayExpression column) => column is NameExpression name
        ? new Projection(name.Name, name)
        : throw new ArgumentException(
            $"The computed column {column.Describe()} has no name. Give it one: .As(\"name\").", nameof(column));
}
