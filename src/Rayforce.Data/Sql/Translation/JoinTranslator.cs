using Rayforce.Queries;
using static Rayforce.Queries.Query;

namespace Rayforce.Data;

/// <summary>
/// Joined tables. Of each table the columns are taken that the query names, each under a name of its own, so that none is
/// hidden by another; tables are joined by columns made of the conditions.
/// </summary>
internal sealed class JoinTranslator(SqlContext context, SqlQueries queries)
{
    private readonly List<Leaf> _leaves = [];
    private readonly Dictionary<string, RayExpression> _shared = new(StringComparer.Ordinal);
    private readonly List<string> _sharedNames = [];

    /// <summary>The joined tables, with the columns that the query names.</summary>
    public SqlSource Translate(SqlSelect query, SqlTable.Join join)
    {
        AddLeaves(join);
        NeedShared(join);
        foreach (var item in query.Items.Where(item => item.Value is null))
        {
            var all = item.Name is null ? _leaves : _leaves.Where(leaf => leaf.Name == item.Name);
            foreach (var leaf in all.DefaultIfEmpty(null!))
            {
                foreach (var column in (leaf ?? throw NoTable(item.Position, item.Name!)).All(context, item.Position))
                    leaf.Need(column);
            }
        }

        foreach (var column in Expressions(query, join).SelectMany(SqlWalk.Columns))
            Need(column, query.Items);
        var rows = Joined(join);
        return new SqlSource(
            context,
            rows.Table,
            new JoinScope(context, rows.Columns, _shared),
            Name: null,
            item => [.. AllOf(item, rows.Columns)]);
    }

    /// <summary>The columns that a star means: those of USING come first, once.</summary>
    private IEnumerable<SqlExpression.Column> AllOf(SqlItem item, IReadOnlyList<JoinColumn> columns)
    {
        var shared = item.Name is null ? _sharedNames : [];
        return shared.Select(name => new SqlExpression.Column(item.Position, null, name))
            .Concat(_leaves.Where(leaf => item.Name is null || leaf.Name == item.Name)
                .SelectMany(leaf => leaf.All(context, item.Position)
                    .Where(name => !shared.Contains(name))
                    .Select(name => new SqlExpression.Column(item.Position, leaf.Name, name))));
    }

    private static IEnumerable<SqlExpression> Expressions(SqlSelect query, SqlTable table) =>
    [
        .. query.Items.Select(item => item.Value).OfType<SqlExpression>(),
        .. query.GroupBy,
        .. query.OrderBy.Select(order => order.Value),
        .. new[] { query.Where, query.Having }.OfType<SqlExpression>(),
        .. Conditions(table),
    ];

    private static IEnumerable<SqlExpression> Conditions(SqlTable table) => table is not SqlTable.Join join
        ? []
        : [.. Conditions(join.Left), .. Conditions(join.Right), .. join.On is { } on ? [on] : Array.Empty<SqlExpression>()];

    private void AddLeaves(SqlTable table)
    {
        if (table is SqlTable.Join join)
        {
            AddLeaves(join.Left);
            AddLeaves(join.Right);
            return;
        }

        var leaf = Leaf.Of(context, table);
        if (leaf.Name.Length == 0 || _leaves.Exists(other => other.Name == leaf.Name))
            throw context.Refuse(table.Position, "Each table of a join has a name of its own: give it one with AS");
        _leaves.Add(leaf);
    }

    /// <summary>What USING names is wanted of a table on either side.</summary>
    private void NeedShared(SqlTable table)
    {
        if (table is not SqlTable.Join join)
            return;
        NeedShared(join.Left);
        NeedShared(join.Right);
        foreach (var name in join.Using ?? [])
        {
            foreach (var side in new[] { join.Left, join.Right })
            {
                var leaves = _leaves.Where(leaf => Contains(side, leaf.Syntax)).ToList();
                var leaf = leaves.Count == 1 ? leaves[0]
                    : leaves.Find(leaf => leaf.Shared.Contains(name))
                    ?? leaves.Find(leaf => leaf.All(context, join.Position).Contains(name))
                    ?? throw context.Refuse(join.Position, $"USING: there is no column '{name}' on one side");
                leaf.Need(name);
                leaf.Shared.Add(name);
            }
        }
    }

    private static bool Contains(SqlTable table, SqlTable leaf) => ReferenceEquals(table, leaf)
        || (table is SqlTable.Join join && (Contains(join.Left, leaf) || Contains(join.Right, leaf)));

    /// <summary>Notes that a column is named; one without its table is looked for in all.</summary>
    private void Need(SqlExpression.Column column, IReadOnlyList<SqlItem> items)
    {
        if (column.Table is { } table)
        {
            var leaf = _leaves.Find(leaf => leaf.Name == table) ?? throw NoTable(column.Position, table);
            if (leaf.Known is { } known && !known.Contains(column.Name))
                throw context.Refuse(column.Position, $"'{table}' has no column '{column.Name}'");
            leaf.Need(column.Name);
            return;
        }

        if (items.Any(item => item.Value is not null && item.Name == column.Name))
        {
            // What is selected under that name, or a column: a table that has it is asked for it.
            foreach (var leaf in _leaves.Where(leaf => leaf.Known?.Contains(column.Name) is true))
                leaf.Need(column.Name);
            return;
        }

        var found = _leaves.Where(leaf => leaf.All(context, column.Position).Contains(column.Name)).ToList();
        if (found.Count == 0)
            throw context.Refuse(column.Position, $"There is no column '{column.Name}' here");
        foreach (var leaf in found)
            leaf.Need(column.Name);
    }

    private RaySqlException NoTable(int position, string name) =>
        context.Refuse(position, $"There is no table '{name}' here");

    private Relation Joined(SqlTable table)
    {
        if (table is not SqlTable.Join join)
        {
            var leaf = _leaves.Find(leaf => ReferenceEquals(leaf.Syntax, table))!;
            JoinColumn[] columns = [.. leaf.Needed.Select(name => new JoinColumn(leaf.Name, name, $"{leaf.Name}${name}"))];
            // A table of which nothing is named is there for its rows.
            Projection[] projections = columns.Length > 0
                ? [.. columns.Select(column => Column(column.Name).As(column.Physical))]
                : [Value(0).As(context.NewName("c"))];
            return new Relation(leaf.Table.Select(projections), columns);
        }

        var (left, right) = (Joined(join.Left), Joined(join.Right));
        return join.Kind == SqlJoinKind.Right
            ? Join(join, right, left, SqlJoinKind.Left)
            : Join(join, left, right, join.Kind);
    }

    private Relation Join(SqlTable.Join join, Relation left, Relation right, SqlJoinKind kind)
    {
        if (join.Kind == SqlJoinKind.Cross ? join.On is not null || join.Using is not null : join.On is null && join.Using is null)
            throw context.Refuse(join.Position, join.Kind == SqlJoinKind.Cross ? "CROSS JOIN takes no condition" : "A join wants ON or USING");
        var parts = new Parts();
        foreach (var name in join.Using ?? [])
            parts.Keys.Add((SharedValue(join, left, name), SharedValue(join, right, name)));
        if (join.On is { } on)
            Split(on, left, right, parts);
        if (parts.Rest.Count > 0 && kind is not (SqlJoinKind.Inner or SqlJoinKind.Cross))
        {
            throw context.Refuse(
                parts.Rest[0].Position, "An outer join matches by columns that are equal, and conditions of one table");
        }

        var marker = context.NewName("m");
        string[] names = [.. parts.Keys.Select(_ => context.NewName("k"))];
        // What has no match by a condition of its own, or by a null, gets a marker that the other side never has.
        var leftKeyed = Keyed(left, names, [.. parts.Keys.Select(key => key.Left)], parts.OfLeft, marker, mark: 1);
        var rightKeyed = Keyed(right, names, [.. parts.Keys.Select(key => key.Right)], parts.OfRight, marker, mark: 2);
        string[] keys = [.. names, marker];
        var table = kind switch
        {
            SqlJoinKind.Left => leftKeyed.LeftJoin(rightKeyed, keys),
            SqlJoinKind.Full => leftKeyed.FullJoin(rightKeyed, keys),
            _ => leftKeyed.InnerJoin(rightKeyed, keys),
        };
        var joined = new Relation(table, [.. left.Columns, .. right.Columns]);
        foreach (var name in join.Using ?? [])
            Share(name, SharedValue(join, left, name), SharedValue(join, right, name), kind);
        if (parts.Rest.Count == 0)
            return joined;
        var expressions = new ExpressionTranslator(context, ScopeOf(joined), queries);
        return joined with
        {
            Table = table.Where(parts.Rest.Select(rest => expressions.Condition(rest, wanted: true))
                .Aggregate((all, one) => all & one)),
        };
    }

    private void Share(string name, RayExpression left, RayExpression right, SqlJoinKind kind)
    {
        if (!_sharedNames.Contains(name))
            _sharedNames.Add(name);
        _shared[name] = kind == SqlJoinKind.Full ? If(left.IsNull(), right, left) : left;
    }

    /// <summary>A column that USING names, on one side.</summary>
    private RayExpression SharedValue(SqlTable.Join join, Relation side, string name)
    {
        var found = side.Columns.Where(column => column.Name == name).ToList();
        return found.Count == 1 ? found[0].Value
            : found.Count > 1 && _shared.TryGetValue(name, out var one) ? one
            : throw context.Refuse(join.Position, $"USING: the column '{name}' is not of one table on each side");
    }

    private JoinScope ScopeOf(Relation relation) => new(context, relation.Columns, _shared);

    /// <summary>Which parts of a condition make keys, concern one side, or both in another way.</summary>
    private void Split(SqlExpression condition, Relation left, Relation right, Parts parts)
    {
        if (condition is SqlExpression.Logical { IsAnd: true } all)
        {
            foreach (var operand in all.Operands)
                Split(operand, left, right, parts);
            return;
        }

        if (condition is SqlExpression.Comparison { Operator: "=" } equal)
        {
            if (IsOf(equal.Left, left) && IsOf(equal.Right, right))
            {
                parts.Keys.Add((ValueOf(equal.Left, left), ValueOf(equal.Right, right)));
                return;
            }

            if (IsOf(equal.Left, right) && IsOf(equal.Right, left))
            {
                parts.Keys.Add((ValueOf(equal.Right, left), ValueOf(equal.Left, right)));
                return;
            }
        }

        if (IsOf(condition, left))
            parts.OfLeft.Add(ConditionOf(condition, left));
        else if (IsOf(condition, right))
            parts.OfRight.Add(ConditionOf(condition, right));
        else
            parts.Rest.Add(condition);
    }

    /// <summary>Whether an expression is one of the columns of one side, and of one at least.</summary>
    private static bool IsOf(SqlExpression expression, Relation side)
    {
        var columns = SqlWalk.Columns(expression).ToList();
        return columns.Count > 0 && columns.TrueForAll(column => side.Columns.Any(
            one => one.Name == column.Name && (column.Table is null || column.Table == one.Table)));
    }

    private RayExpression ValueOf(SqlExpression expression, Relation side) =>
        new ExpressionTranslator(context, ScopeOf(side), queries).Value(expression);

    private RayExpression ConditionOf(SqlExpression condition, Relation side) =>
        new ExpressionTranslator(context, ScopeOf(side), queries).Condition(condition, wanted: true);

    private static TableQuery Keyed(
        Relation side, string[] names, RayExpression[] keys, List<RayExpression> conditions, string marker, int mark)
    {
        RayExpression[] holds = [.. keys.Select(key => Call("not", key.IsNull())), .. conditions];
        var marked = holds.Length == 0 ? Value(0) : If(holds.Aggregate((all, one) => all & one), 0, mark);
        return Table(side.Table).Select(
        [
            .. side.Columns.Select(column => column.Value.As(column.Physical)),
            .. names.Select((name, i) => keys[i].As(name)),
            marked.As(marker),
        ]);
    }

    /// <summary>A table of a join.</summary>
    private sealed record Leaf(SqlTable Syntax, string Name, TableQuery Table, IReadOnlyList<string>? Known, string? ServerName)
    {
        /// <summary>The columns that the query names, in order.</summary>
        public List<string> Needed { get; } = [];

        /// <summary>The columns that USING names.</summary>
        public List<string> Shared { get; } = [];

        public void Need(string column)
        {
            if (!Needed.Contains(column))
                Needed.Add(column);
        }

        public static Leaf Of(SqlContext context, SqlTable table)
        {
            if (table is SqlTable.Named named)
                return new Leaf(named, named.Alias ?? named.Name, Query.Table(named.Name), null, named.Name);
            var derived = (SqlTable.Derived)table;
            var (query, columns) = new SelectTranslator(context).Translate(derived.Query);
            return new Leaf(derived, derived.Alias, Query.Table(query), columns, null);
        }

        /// <summary>All its columns.</summary>
        public IReadOnlyList<string> All(SqlContext context, int position) => Known
            ?? (ServerName is { } name
                ? context.ColumnsOf(name, position)
                : throw context.Refuse(position, $"The query '{Name}' does not name its columns"));
    }

    /// <summary>Rows and their columns.</summary>
    private sealed record Relation(TableQuery Table, IReadOnlyList<JoinColumn> Columns);

    /// <summary>The parts of a condition.</summary>
    private sealed class Parts
    {
        public List<(RayExpression Left, RayExpression Right)> Keys { get; } = [];

        public List<RayExpression> OfLeft { get; } = [];

        public List<RayExpression> OfRight { get; } = [];

        public List<SqlExpression> Rest { get; } = [];
    }
}
