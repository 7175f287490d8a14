using Rayforce.Ipc;
using static Rayforce.Queries.Query;

namespace Rayforce.Queries.Tests;

public class WrongQueryTests
{
    public static TheoryData<Func<object>, string> Wrong => new()
    {
        { () => Table(""), "Table: a name may not be empty" },
        { () => Column(""), "Column: a name may not be empty" },
        { () => Column("a\0b"), "has a NUL" },
        { () => Table("t").Select(), "Select: name one column at least" },
        { () => Table("t").Select("id", "id"), "Select: the column 'id' comes twice" },
        { () => Table("t").Select("from"), "Select: 'from' is a clause" },
        { () => Table("t").Select("id", Column("price").As("desc")), "Select: 'desc' is a clause" },
        { () => Table("t").Select("id", Column("price").As("asc")), "Select: 'asc' is a clause" },
        { () => Table("t").Select("id", Value(2).As("take")), "Select: 'take' is a clause" },
        { () => Lambda(["x", "x"], Column("x")), "Lambda: the parameter 'x' comes twice" },
        { () => Lambda([""], Column("x")), "Lambda: a name may not be empty" },
        { () => Table("t").AntiJoin(Table("u")), "anti-join: name one column at least" },
        { () => Table("t").FullJoin(Table("u")), "full-join: name one column at least" },
        { () => Table("t").Select(Column("price") + 1), "The computed column (+ price 1) has no name" },
        { () => Table("t").Select("*", (Column("a") + 1).As("b")), "'*' stands alone" },
        { () => Table("t").Select("a").Select("b"), "Select: the query selects a already" },
        { () => Table("t").By("a").By("b"), "By: the query is grouped by a already" },
        { () => Table("t").By(), "By: name one column at least" },
        { () => Table("t").Select("id").OrderBy("price"), "OrderBy: the result has no column 'price'; it has id" },
        {
            () => Table("t").Select("id").Take(3).OrderByDescending("price"),
            "OrderByDescending: the result has no column 'price'"
        },
        { () => Table("t").OrderBy(), "OrderBy: name one column at least" },
        { () => Table("t").Take(-1), "Take: a count of rows is not negative" },
        { () => Table("t").TakeLast(-1), "TakeLast: a count of rows is not negative" },
        { () => Table("t").Update(), "Update: name one column at least" },
        { () => Table("t").Update(Set("a", 1), Set("a", 2)), "Update: the column 'a' comes twice" },
        { () => Table("t").Insert(Array.Empty<RayExpression>()), "Insert: there are no values" },
        {
            () => Table("t").Insert(Set("id", new[] { 1, 2 }), Set("age", new[] { 1 })),
            "Insert: 'id' has a sequence of 2, but 'age' has a sequence of 1"
        },
        {
            () => Table("t").Insert(Set("id", 1), Set("age", new[] { 1 })),
            "Insert: 'id' has a single value, but 'age' has a sequence of 1"
        },
        {
            () => Table("t").Insert(1, new[] { 1 }),
            "Insert: column 0 has a single value, but column 1 has a sequence of 1"
        },
        { () => Table("t").Insert(Set("id", Column("x") + 1)), "Insert: 'id' is computed ((+ x 1))" },
        { () => Table("t").Upsert(0, Set("id", 1)), "Upsert: the key is 1 to 1 of the columns" },
        { () => Table("t").Upsert(2, Set("id", 1)), "Upsert: the key is 1 to 1 of the columns" },
        { () => Table("t").Select(Column("my price") + 1), "The computed column (…) has no name" },
        { () => Table("t").InnerJoin(Table("u")), "inner-join: name one column at least" },
        {
            () => Table("t").Select("id").LeftJoin(Table("u"), "sym"),
            "left-join: (select {id: id from: t}) has no column 'sym'; it has id"
        },
        { () => Table("t").AsofJoin(Table("u").Select("sym"), "sym", "ts"), "has no column 'ts'; it has sym" },
        {
            () => Table("t").WindowJoin(Table("u"), ["ts"], new Window(5, 0, "ts"), Column("b").Min().As("lo")),
            "window-join: the window's lower bound 5"
        },
        {
            () => Table("t").WindowJoin(Table("u"), ["ts"], new Window(0, 5, "ts")),
            "window-join: name one column at least"
        },
        { () => Column("a").Top(0), "Top: the count is 1 at least" },
        { () => Value(1.5m), "A decimal has no Rayforce type" },
        { () => Value(new object()), "System.Object has no Rayforce type" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_query_fails_when_it_is_built(Func<object> build, string message)
    {
        var thrown = Record.Exception(build);

        Assert.True(thrown is ArgumentException or InvalidOperationException or NotSupportedException, $"{thrown}");
        Assert.Contains(message, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_wire_version_cannot_say_is_named()
    {
        var pivot = Table("t").Pivot("a", "b", "c", PivotAggregate.Max);
        var filtered = Column("qty").Where(Column("price") > 5);

        Assert.Contains(
            "'pivot'",
            Assert.Throws<NotSupportedException>(() => pivot.ToRayObject(WireVersion.V1)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "'full-join'",
            Assert.Throws<NotSupportedException>(
                () => Table("t").FullJoin(Table("u"), "id").ToRayObject(WireVersion.V1)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "'delete'",
            Assert.Throws<NotSupportedException>(
                () => Table("t").Delete(Column("a") > 1).ToRayObject(WireVersion.V1)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "'max'",
            Assert.Throws<NotSupportedException>(() => filtered.Max().ToRayObject()).Message,
            StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => (filtered + 1).ToRayObject());
    }

    [Fact]
    public void What_source_cannot_say_is_named()
    {
        var thrown = Assert.Throws<NotSupportedException>(() => Column("my column").ToString());
        var none = Table("t").Update(Set("a", null));

        Assert.Contains("'my column'", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(
            "no null inside a query",
            Assert.Throws<NotSupportedException>(none.ToString).Message,
            StringComparison.Ordinal);
    }
}
