using Rayforce.Queries;
using static Rayforce.Queries.Query;

namespace Rayforce.Data;

/// <summary>Changes of SQL. The reply to each is how many rows it has changed.</summary>
internal sealed class ChangeTranslator(SqlContext context)
{
    private static readonly RayExpression Null = Value(RayAtom<long>.Null);

    private readonly SqlQueries _queries = new(context);

    /// <exception cref="RaySqlException">A server of Rayforce cannot carry it out.</exception>
    public RayQuery Translate(SqlCommand command)
    {
        try
        {
            return command switch
            {
                SqlCommand.Update update => Update(update),
                SqlCommand.Delete delete => Delete(delete),
                SqlCommand.Insert insert => new InsertTranslator(context).Translate(insert),
                _ => throw context.Refuse(command.Position, "This is no change"),
            };
        }
        catch (ArgumentException e)
        {
            throw context.Refuse(command.Position, e.Message, e);
        }
    }

    private RayExpression Update(SqlCommand.Update update)
    {
        var expressions = Expressions(update.Table, update.Alias);
        var checks = new List<RayExpression>();
        var assignments = update.Assignments.Select(one => Set(one.Column, Assigned(update.Table, one, expressions, checks)));
        var change = Table(update.Table).Update([.. assignments]);
        if (update.Where is not { } where)
            return new CountedChange(checks, Call("count", Column(update.Table)), change);
        var condition = expressions.Condition(where, wanted: true);
        return _queries.Around(new CountedChange(
            checks, Call("count", Table(update.Table).Where(condition)), change.Where(condition)));
    }

    private RayExpression Delete(SqlCommand.Delete delete)
    {
        // A server wants a condition.
        var condition = delete.Where is { } where
            ? Expressions(delete.Table, delete.Alias).Condition(where, wanted: true)
            : true;
        return _queries.Around(new CountedChange(
            [], Call("count", Table(delete.Table).Where(condition)), Table(delete.Table).Delete(condition)));
    }

    private ExpressionTranslator Expressions(string table, string? alias) =>
        new(context, new TableScope(alias ?? table, null), _queries);

    /// <summary>
    /// A constant becomes a value of the column's type, which only the server knows. What is computed has the type that
    /// it has: a server refuses one that is not the column's.
    /// </summary>
    private RayExpression Assigned(
        string table, SqlAssignment assignment, ExpressionTranslator expressions, List<RayExpression> checks)
    {
        var type = Call("type", Column(assignment.Column));
        if (expressions.IsNull(assignment.Value))
        {
            checks.Add(SqlColumns.HasNulls(SqlColumns.TypeOf(table, assignment.Column), assignment.Column));
            return Call("as", type, Null);
        }

        var value = expressions.Value(assignment.Value);
        return expressions.Constant(assignment.Value) is RayString or RaySymbol or RayAtom<long> or RayAtom<int>
            || SqlWalk.All(assignment.Value).Any(part => part is SqlExpression.Case)
            ? Call("as", type, value)
            : value;
    }
}
