using System.Globalization;
using Parlot;
using Parlot.Fluent;
using static Parlot.Fluent.Parsers;

namespace Rayforce.Data;

/// <summary>The grammar of SQL, as far as a Rayforce server can carry it out.</summary>
internal static class SqlGrammar
{
    /// <summary>How deep brackets and the like nest: far less than a stack bears, and what a server takes.</summary>
    private const int MaxDepth = 60;

    private const string NameStart = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
    private const string NamePart = NameStart + "0123456789$";

    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "all", "and", "as", "between", "by", "case", "cast", "cross", "delete", "distinct", "else", "end", "except",
        "exists", "from", "full", "group", "having", "in", "inner", "insert", "intersect", "into", "is", "join", "left",
        "like", "ilike", "limit", "natural", "not", "null", "offset", "on", "or", "order", "outer", "right", "select",
        "set", "then", "union", "update", "using", "values", "when", "where", "with", "true", "false", "returning",
        "window", "over", "fetch", "for",
    };

    private static readonly Parser<SqlCommand> Statement = Build();

    /// <summary>Reads a text.</summary>
    /// <exception cref="RaySqlException">The text is none of SQL.</exception>
    public static SqlCommand Parse(string text)
    {
        try
        {
            if (Statement.TryParse(ContextOf(text), out var command, out _))
                return command;
        }
        catch (ParseException e)
        {
            throw SqlPlace.Refuse(text, e.Position.Offset, "The SQL nests too deep", e);
        }

        var place = Furthest(text);
        throw SqlPlace.Refuse(text, place, Unexpected(text, place));
    }

    private static ParseContext ContextOf(string text) =>
        new(new Scanner(text), MaxDepth * DeferredPerLevel, useNewLines: false, disableLoopDetection: false, default);

    /// <summary>Where a text stops to be SQL: the furthest place that a parser has tried.</summary>
    private static int Furthest(string text)
    {
        var place = 0;
        var context = ContextOf(text);
        context.OnEnterParser = (_, current) => place = Math.Max(place, current.Scanner.Cursor.Offset);
        Statement.TryParse(context, out _, out _);
        while (place < text.Length && char.IsWhiteSpace(text[place]))
            place++;
        return place;
    }

    /// <summary>How many parsers that refer to themselves one level of brackets goes through.</summary>
    private const int DeferredPerLevel = 4;

    private static string Unexpected(string text, int place)
    {
        if (place >= text.Length)
            return "The SQL ends too early";
        var end = place + 1;
        if (NamePart.Contains(text[place]))
        {
            while (end < text.Length && NamePart.Contains(text[end]))
                end++;
        }

        return $"'{text[place..end]}' is not expected here, or not offered";
    }

    private static Parser<SqlCommand> Build()
    {
        var expression = Deferred<SqlExpression>();
        var query = Deferred<SqlSelect>();

        var plainName = Terms.Identifier(NameStart, NamePart).Then(static span => span.ToString())
            .When(static (_, name) => !Reserved.Contains(name));
        var quotedName = Terms.Scan(SqlTokens.Name, "\"`").Then(static span => Unquote(span.ToString()));
        var name = quotedName.Or(plainName);
        var open = Terms.Char('(');
        var close = Terms.Char(')');
        var comma = Terms.Char(',');
        var dot = Literals.Char('.');

        var operand = Primary(expression, query, name, plainName);

        // From the closest to the loosest.
        var unary = Deferred<SqlExpression>();
        unary.Parser = Terms.Char('-').SkipAnd(unary)
                .Then<SqlExpression>(static (_, start, _, value) => new SqlExpression.Negation(start, value))
            .Or(Terms.Char('+').SkipAnd(unary))
            .Or(operand);
        var product = Chain(unary, Terms.Text("*").Or(Terms.Text("/")).Or(Terms.Text("%")), Arithmetic);
        var sum = Chain(product, Terms.Text("||").Or(Terms.Text("+")).Or(Terms.Text("-")), Arithmetic);
        var predicate = Predicate(sum, expression, query);
        var negated = Deferred<SqlExpression>();
        negated.Parser = Word("not").SkipAnd(negated)
                .Then<SqlExpression>(static (_, start, _, value) => new SqlExpression.Not(start, value))
            .Or(predicate);
        var conjunction = Separated(Word("and"), negated).Then(static (_, start, _, all) => Join(start, true, all));
        expression.Parser = Separated(Word("or"), conjunction).Then(static (_, start, _, all) => Join(start, false, all));

        query.Parser = Query(expression, query, name);

        var columns = Between(open, Separated(comma, name), close);
        var row = Between(open, Separated(comma, expression), close);
        var assignment = name.AndSkip(Terms.Char('=')).And(expression)
            .Then(static (_, start, _, parts) => new SqlAssignment(start, parts.Item1, parts.Item2));
        var assignments = Separated(comma, assignment);
        var where = Maybe(Word("where").SkipAnd(expression));
        var alias = Maybe(Maybe(Word("as")).SkipAnd(name));

        var conflict = Word("on").SkipAnd(Word("conflict")).SkipAnd(columns).AndSkip(Word("do"))
            .And(Word("nothing").Then(static _ => (false, (IReadOnlyList<SqlAssignment>)[]))
                .Or(Word("update").SkipAnd(Maybe(Word("set").SkipAnd(assignments)))
                    .Then(static all => (true, all ?? (IReadOnlyList<SqlAssignment>)[]))))
            .Then(static (_, start, _, parts) => new SqlConflict(start, parts.Item1, parts.Item2.Item1, parts.Item2.Item2));
        var rows = Word("values").SkipAnd(Separated(comma, row))
            .Then(static all => (Rows: (IReadOnlyList<IReadOnlyList<SqlExpression>>)all, Query: (SqlSelect?)null))
            .Or(query.Then(static select => (
                Rows: (IReadOnlyList<IReadOnlyList<SqlExpression>>)[], Query: (SqlSelect?)select)));
        var insert = Word("insert").SkipAnd(Word("into")).SkipAnd(name).And(Maybe(columns)).And(rows)
            .And(Maybe(conflict))
            .Then<SqlCommand>(static (_, start, _, parts) => new SqlCommand.Insert(
                start, parts.Item1, parts.Item2 ?? (IReadOnlyList<string>)[], parts.Item3.Rows, parts.Item3.Query,
                parts.Item4));
        var update = Word("update").SkipAnd(name).And(alias).AndSkip(Word("set")).And(assignments).And(where)
            .Then<SqlCommand>(static (_, start, _, parts) => new SqlCommand.Update(
                start, parts.Item1, parts.Item2, parts.Item3, parts.Item4));
        var delete = Word("delete").SkipAnd(Word("from")).SkipAnd(name).And(alias).And(where)
            .Then<SqlCommand>(static (_, start, _, parts) => new SqlCommand.Delete(
                start, parts.Item1, parts.Item2, parts.Item3));
        var select = query.Then<SqlCommand>(static (_, start, _, found) => new SqlCommand.Select(start, found));

        return select.Or(insert).Or(update).Or(delete).AndSkip(ZeroOrMany(Terms.Char(';')))
            .AndSkip(SkipWhiteSpace(Always())).Eof()
            .WithComments(static comments => comments
                .WithWhiteSpaceOrNewLine()
                .WithSingleLine("--")
                .WithMultiLine("/*", "*/"));
    }

    private static Parser<SqlExpression> Primary(
        Parser<SqlExpression> expression, Parser<SqlSelect> query, Parser<string> name, Parser<string> plainName)
    {
        var open = Terms.Char('(');
        var close = Terms.Char(')');
        var comma = Terms.Char(',');

        var number = Terms.Scan(SqlTokens.Number, "0123456789.").Then<SqlExpression>(
            static (context, start, _, span) => new SqlExpression.Literal(start, Number(context, start, span.ToString())));
        var quoted = Terms.Scan(SqlTokens.Text, "'").Then(static span => Unquote(span.ToString()));
        var text = quoted.Then<SqlExpression>(
            static (_, start, _, value) => new SqlExpression.Literal(start, new RayString(value)));
        var moment = Word("date").Or(Word("timestamp")).Or(Word("time")).And(quoted).Then<SqlExpression>(
            static (context, start, _, parts) => new SqlExpression.Literal(
                start, SqlMoment.Parse(parts.Item1, parts.Item2)
                    ?? throw SqlPlace.Refuse(
                        context.Scanner.Buffer, start, $"'{parts.Item2}' is no {parts.Item1.ToLowerInvariant()}")));
        var constant = Word("true").Then<SqlExpression>(
                static (_, start, _, _) => new SqlExpression.Literal(start, new RayAtom<bool>(true)))
            .Or(Word("false").Then<SqlExpression>(
                static (_, start, _, _) => new SqlExpression.Literal(start, new RayAtom<bool>(false))))
            .Or(Word("null").Then<SqlExpression>(static (_, start, _, _) => new SqlExpression.Literal(start, null)));
        var parameter = Terms.Scan(SqlTokens.Parameter, "@:$?").Then<SqlExpression>(
            static (context, start, _, span) => Parameter(context.Scanner.Buffer, start, span.ToString()));

        var typeName = OneOrMany(plainName).And(Maybe(Between(
                open, Separated(comma, Terms.Scan(SqlTokens.Number, "0123456789")), close)))
            .Then(static parts => string.Join(' ', parts.Item1).ToUpperInvariant());
        var cast = Word("cast").SkipAnd(open).SkipAnd(expression).AndSkip(Word("as")).And(typeName).AndSkip(close)
            .Then<SqlExpression>(static (_, start, _, parts) => new SqlExpression.Cast(start, parts.Item1, parts.Item2));
        var branch = Word("when").SkipAnd(expression).AndSkip(Word("then")).And(expression);
        var choice = Word("case").SkipAnd(Maybe(expression)).And(OneOrMany(branch))
            .And(Maybe(Word("else").SkipAnd(expression))).AndSkip(Word("end"))
            .Then<SqlExpression>(static (_, start, _, parts) => new SqlExpression.Case(
                start,
                [
                    .. parts.Item2.Select(one => (
                        parts.Item1 is { } operand
                            ? new SqlExpression.Comparison(one.Item1.Position, "=", operand, one.Item1)
                            : one.Item1,
                        one.Item2)),
                ],
                parts.Item3));
        var exists = Word("exists").SkipAnd(Between(open, query, close))
            .Then<SqlExpression>(static (_, start, _, found) => new SqlExpression.Exists(start, found));
        var extract = Word("extract").SkipAnd(open).SkipAnd(plainName).AndSkip(Word("from")).And(expression)
            .AndSkip(close)
            .Then<SqlExpression>(static (_, start, _, parts) => new SqlExpression.Function(
                start, parts.Item1.ToUpperInvariant(), [parts.Item2], IsDistinct: false, Filter: null));

        var filter = Maybe(Word("filter").SkipAnd(open).SkipAnd(Word("where")).SkipAnd(expression).AndSkip(close));
        var star = Terms.Char('*').Then(static _ => (IReadOnlyList<SqlExpression>)[]);
        var list = Maybe(Separated(comma, expression)).Then(static all => all ?? (IReadOnlyList<SqlExpression>)[]);
        // The star stands alone: COUNT(*).
        var call = plainName.Or(Word("left")).Or(Word("right")).AndSkip(open).And(Maybe(Word("distinct")))
            .And(star.AndSkip(close).Then(static all => (All: all, IsStar: true))
                .Or(list.AndSkip(close).Then(static all => (All: all, IsStar: false))))
            .And(filter)
            .Then<SqlExpression>(static (context, start, _, parts) => Call(
                context.Scanner.Buffer, start, parts.Item1, parts.Item3.All, parts.Item3.IsStar,
                parts.Item2 is not null, parts.Item4));
        var column = name.And(Maybe(Literals.Char('.').SkipAnd(name))).Then<SqlExpression>(
            static (_, start, _, parts) => parts.Item2 is { } inner
                ? new SqlExpression.Column(start, parts.Item1, inner)
                : new SqlExpression.Column(start, null, parts.Item1));
        var scalar = Between(open, query, close)
            .Then<SqlExpression>(static (_, start, _, found) => new SqlExpression.Scalar(start, found));
        var grouped = Between(open, expression, close);

        return number.Or(text).Or(moment).Or(constant).Or(parameter).Or(cast).Or(choice).Or(exists).Or(extract)
            .Or(call).Or(column).Or(scalar).Or(grouped);
    }

    private static Parser<SqlExpression> Predicate(
        Parser<SqlExpression> sum, Parser<SqlExpression> expression, Parser<SqlSelect> query)
    {
        var comparison = Terms.Text("<>").Or(Terms.Text("!=")).Or(Terms.Text("<=")).Or(Terms.Text(">="))
            .Or(Terms.Text("==")).Or(Terms.Text("=")).Or(Terms.Text("<")).Or(Terms.Text(">")).And(sum)
            .Then<Func<SqlExpression, SqlExpression>>(static (_, start, _, parts) => left =>
                new SqlExpression.Comparison(start, Operator(parts.Item1), left, parts.Item2));
        var not = Maybe(Word("not")).Then(static word => word is not null);
        var between = Word("between").SkipAnd(sum).AndSkip(Word("and")).And(sum)
            .Then<Func<SqlExpression, SqlExpression>>(static (_, start, _, parts) => value => new SqlExpression.Logical(
                start,
                IsAnd: true,
                [
                    new SqlExpression.Comparison(start, ">=", value, parts.Item1),
                    new SqlExpression.Comparison(start, "<=", value, parts.Item2),
                ]));
        var inQuery = Word("in").SkipAnd(Terms.Char('(')).SkipAnd(query).AndSkip(Terms.Char(')'))
            .Then<Func<SqlExpression, SqlExpression>>(static (_, start, _, found) => value =>
                new SqlExpression.InQuery(start, value, found));
        var inList = Word("in").SkipAnd(Terms.Char('(')).SkipAnd(Separated(Terms.Char(','), expression))
            .AndSkip(Terms.Char(')'))
            .Then<Func<SqlExpression, SqlExpression>>(static (_, start, _, items) => value =>
                new SqlExpression.In(start, value, items));
        var like = Word("like").Or(Word("ilike")).And(sum).And(Maybe(Word("escape").SkipAnd(sum)))
            .Then<Func<SqlExpression, SqlExpression>>(static (_, start, _, parts) => value => new SqlExpression.Like(
                start, value, parts.Item2, parts.Item3, parts.Item1.Length == "ilike".Length));
        var negatable = not.And(between.Or(inQuery).Or(inList).Or(like))
            .Then<Func<SqlExpression, SqlExpression>>(static (_, start, _, parts) => value => parts.Item1
                ? new SqlExpression.Not(start, parts.Item2(value))
                : parts.Item2(value));
        var isNull = Word("null")
            .Then<Func<SqlExpression, SqlExpression>>(static (_, start, _, _) => value =>
                new SqlExpression.IsNull(start, value));
        var isTruth = Word("true").Or(Word("false"))
            .Then<Func<SqlExpression, SqlExpression>>(static (_, start, _, word) => value =>
                new SqlExpression.IsTruth(start, value, word.Length == "true".Length));
        var isDistinct = Word("distinct").SkipAnd(Word("from")).SkipAnd(sum)
            .Then<Func<SqlExpression, SqlExpression>>(static (_, start, _, right) => left =>
                new SqlExpression.Distinction(start, left, right, IsNegated: false));
        var isWhat = Word("is").SkipAnd(not).And(isNull.Or(isTruth).Or(isDistinct))
            .Then<Func<SqlExpression, SqlExpression>>(static (_, start, _, parts) => value => parts.Item1
                ? new SqlExpression.Not(start, parts.Item2(value))
                : parts.Item2(value));
        return sum.And(ZeroOrMany(comparison.Or(negatable).Or(isWhat)))
            .Then(static parts => parts.Item2.Aggregate(parts.Item1, static (value, apply) => apply(value)));
    }

    private static Parser<SqlSelect> Query(
        Parser<SqlExpression> expression, Parser<SqlSelect> query, Parser<string> name)
    {
        var comma = Terms.Char(',');
        var alias = Maybe(Word("as").SkipAnd(name).Or(name));
        var star = Terms.Char('*').Then(static (_, start, _, _) => new SqlItem(start, null, null));
        var starOf = name.AndSkip(Literals.Char('.')).AndSkip(Literals.Char('*'))
            .Then(static (_, start, _, table) => new SqlItem(start, null, table));
        var item = star.Or(starOf).Or(expression.And(alias)
            .Then(static (_, start, _, parts) => new SqlItem(start, parts.Item1, parts.Item2)));

        var named = name.And(alias)
            .Then<SqlTable>(static (_, start, _, parts) => new SqlTable.Named(start, parts.Item1, parts.Item2));
        var derived = Terms.Char('(').SkipAnd(query).AndSkip(Terms.Char(')')).And(alias)
            .Then<SqlTable>(static (_, start, _, parts) =>
                new SqlTable.Derived(start, parts.Item1, parts.Item2 ?? string.Empty));
        var source = derived.Or(named);
        var kind = Word("join").Then(static _ => SqlJoinKind.Inner)
            .Or(Word("inner").SkipAnd(Word("join")).Then(static _ => SqlJoinKind.Inner))
            .Or(Word("left").SkipAnd(Maybe(Word("outer"))).SkipAnd(Word("join")).Then(static _ => SqlJoinKind.Left))
            .Or(Word("right").SkipAnd(Maybe(Word("outer"))).SkipAnd(Word("join")).Then(static _ => SqlJoinKind.Right))
            .Or(Word("full").SkipAnd(Maybe(Word("outer"))).SkipAnd(Word("join")).Then(static _ => SqlJoinKind.Full))
            .Or(Word("cross").SkipAnd(Word("join")).Then(static _ => SqlJoinKind.Cross));
        var on = Word("on").SkipAnd(expression)
            .Then(static condition => (On: (SqlExpression?)condition, Using: (IReadOnlyList<string>?)null))
            .Or(Word("using").SkipAnd(Between(Terms.Char('('), Separated(comma, name), Terms.Char(')')))
                .Then(static names => (On: (SqlExpression?)null, Using: (IReadOnlyList<string>?)names)));
        var join = kind.And(source).And(Maybe(on)).Then(static (_, start, _, parts) =>
                new JoinTail(start, parts.Item1, parts.Item2, parts.Item3.On, parts.Item3.Using))
            .Or(comma.SkipAnd(source).Then(static (_, start, _, table) =>
                new JoinTail(start, SqlJoinKind.Cross, table, On: null, Using: null)));
        var tables = source.And(ZeroOrMany(join)).Then(static parts => parts.Item2.Aggregate(
            parts.Item1,
            static (left, next) => new SqlTable.Join(
                next.Start, next.Kind, left, next.Right, next.On, next.Using)));

        var direction = Maybe(Word("asc").Or(Word("desc"))).Then(static word => word?.Length == "desc".Length);
        var nulls = Maybe(Word("nulls").SkipAnd(Word("first").Or(Word("last"))))
            .Then<bool?>(static word => word is null ? null : word.Length == "first".Length);
        var order = expression.And(direction).And(nulls)
            .Then(static parts => new SqlOrder(parts.Item1, parts.Item2, parts.Item3));
        var orderBy = Maybe(Word("order").SkipAnd(Word("by")).SkipAnd(Separated(comma, order)));
        var limit = Maybe(Word("limit").SkipAnd(expression));
        var offset = Maybe(Word("offset").SkipAnd(expression)
            .AndSkip(Maybe(Word("rows").Or(Word("row")))));

        var core = Word("select").SkipAnd(Maybe(Word("distinct").Or(Word("all")))).And(Separated(comma, item))
            .And(Maybe(Word("from").SkipAnd(tables)))
            .And(Maybe(Word("where").SkipAnd(expression)))
            .And(Maybe(Word("group").SkipAnd(Word("by")).SkipAnd(Separated(comma, expression))))
            .And(Maybe(Word("having").SkipAnd(expression)))
            .Then(static (_, start, _, parts) => new SqlSelect(
                start,
                parts.Item1?.Length == "distinct".Length,
                parts.Item2,
                parts.Item3,
                parts.Item4,
                parts.Item5 ?? (IReadOnlyList<SqlExpression>)[],
                parts.Item6,
                [],
                null,
                null));
        var union = Word("union").SkipAnd(Maybe(Word("all"))).And(core);
        return core.And(ZeroOrMany(union)).And(orderBy).And(limit).And(offset)
            .Then(static parts => Whole(parts.Item1, parts.Item2, parts.Item3, parts.Item4, parts.Item5));
    }

    private static SqlSelect Whole(
        SqlSelect first,
        IReadOnlyList<(string? All, SqlSelect Query)> unions,
        IReadOnlyList<SqlOrder>? order,
        SqlExpression? limit,
        SqlExpression? offset)
    {
        var whole = unions.Aggregate(first, static (left, next) => new SqlSelect(
            left.Position, false, [], null, null, [], null, [], null, null, Union: null) with
        {
            From = new SqlTable.Derived(left.Position, left, string.Empty),
            Union = next.Query,
            UnionIsAll = next.All is not null,
        });
        return whole with { OrderBy = order ?? [], Limit = limit, Offset = offset };
    }

    private static Parser<SqlExpression> Chain(
        Parser<SqlExpression> operand,
        Parser<string> operators,
        Func<int, SqlExpression, string, SqlExpression, SqlExpression> make) =>
        operand.And(ZeroOrMany(operators.Then(static (_, start, _, sign) => (start, sign)).And(operand)))
            .Then(parts => parts.Item2.Aggregate(
                parts.Item1, (left, next) => make(next.Item1.start, left, next.Item1.sign, next.Item2)));

    private static SqlExpression.Binary Arithmetic(int start, SqlExpression left, string sign, SqlExpression right) =>
        new(start, sign, left, right);

    private static SqlExpression Join(int start, bool isAnd, IReadOnlyList<SqlExpression> all) =>
        all.Count == 1 ? all[0] : new SqlExpression.Logical(start, isAnd, all);

    private static string Operator(string sign) => sign switch { "!=" => "<>", "==" => "=", _ => sign };

    private static SqlExpression.Function Call(
        string text,
        int start,
        string name,
        IReadOnlyList<SqlExpression> arguments,
        bool isStar,
        bool isDistinct,
        SqlExpression? filter)
    {
        if (isStar && !name.Equals("count", StringComparison.OrdinalIgnoreCase))
            throw SqlPlace.Refuse(text, start, $"{name}(*) is none: * is for COUNT alone");
        return new SqlExpression.Function(start, name.ToUpperInvariant(), arguments, isDistinct, filter);
    }

    private static SqlExpression.Parameter Parameter(string text, int start, string found) => found == "?"
        ? new SqlExpression.Parameter(start, null, SqlTokens.MarksBefore(text, start))
        : found[0] == '$' && int.TryParse(found.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? new SqlExpression.Parameter(start, null, place - 1)
            : new SqlExpression.Parameter(start, found[1..], -1);

    private static RayObject Number(ParseContext context, int start, string digits)
    {
        if (digits.AsSpan().ContainsAny('.', 'e', 'E'))
            return double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw SqlPlace.Refuse(context.Scanner.Buffer, start, $"{digits} is more than an I64 holds");
    }

    private static Parser<string> Word(string word) => Terms.Keyword(word, NamePart, caseInsensitive: true);

    private static string Unquote(string quoted) =>
        quoted[1..^1].Replace(new string(quoted[0], 2), quoted[..1], StringComparison.Ordinal);

    /// <summary>What may be missing, and is a null reference then.</summary>
    private static Parser<T?> Maybe<T>(Parser<T> parser) =>
        ZeroOrOne(parser).Then<T?>(static found => found.Count > 0 ? found[0] : default);

    /// <summary>A table that is joined to those before it.</summary>
    private sealed record JoinTail(
        int Start, SqlJoinKind Kind, SqlTable Right, SqlExpression? On, IReadOnlyList<string>? Using);
}
