using Rayforce.Ipc;
using static Rayforce.Queries.Query;

namespace Rayforce.Queries.Tests;

/// <summary>
/// What the Python binding leaves out of its frames or sends in a form that a native server refuses. What stands here
/// native servers of both generations accept: <see cref="NativeReplyTests"/> asks them.
/// </summary>
public class PythonDefectTests
{
    private static readonly TableQuery Ids = Table("trades").Select("id", "price");

    [Fact]
    public void Ordering_reaches_the_server()
    {
        Assert.Equal("(xasc (select {id: id price: price from: trades}) ['price])", Ids.OrderBy("price").ToString());
        Assert.Equal(
            "(xdesc (select {id: id price: price from: trades}) ['price 'id])",
            Ids.OrderByDescending("price", "id").ToString());
        Assert.Equal("(xasc trades ['price])", Table("trades").OrderBy("price").ToRayfall(WireVersion.V1));
    }

    [Fact]
    public void A_limit_reaches_the_server_as_a_range_because_a_plain_number_repeats_rows()
    {
        Assert.Equal("(take (select {id: id price: price from: trades}) [0 2])", Ids.Take(2).ToString());
        Assert.Equal("(take (select {id: id price: price from: trades}) [1 2])", Ids.Take(2, offset: 1).ToString());
        Assert.Equal("(take trades [-2 2])", Table("trades").TakeLast(2).ToString());
    }

    [Fact]
    public void A_condition_on_the_result_of_groups_reaches_the_server() => Assert.Equal(
        "(select {from: (select {n: (sum qty) by: {sym: sym} from: trades}) where: (> n 100)})",
        Table(Table("trades").Select(Column("qty").Sum().As("n")).By("sym")).Where(Column("n") > 100).ToString());

    [Fact]
    public void A_join_names_the_tables_of_the_server()
    {
        Assert.Equal("(inner-join ['sym] A B)", Table("A").InnerJoin(Table("B"), "sym").ToString());
        Assert.Equal("(left-join ['sym] A B)", Table("A").LeftJoin(Table("B"), "sym").ToString());
        Assert.Equal(
            "(asof-join ['sym 'ts] trades quotes)", Table("trades").AsofJoin(Table("quotes"), "sym", "ts").ToString());
        Assert.Equal(
            "(window-join ['sym 'ts] (map-left + [-5 0] (at trades (quote 'ts))) trades quotes {lo: (min bid)})",
            Table("trades")
                .WindowJoin(Table("quotes"), ["sym", "ts"], new Window(-5, 0, "ts"), Column("bid").Min().As("lo"))
                .ToString());
    }

    [Fact]
    public void A_result_is_saved_under_a_symbol_because_native_refuses_a_string()
    {
        var saved = Table("trades").Select("id").SaveAs("saved");

        Assert.Equal("(set 'saved (select {id: id from: trades}))", saved.ToString());
        Assert.Equal("(set saved (select {id: id from: trades}))", saved.ToRayfall(WireVersion.V1));
    }

    [Fact]
    public void A_change_that_is_saved_is_one_of_a_copy()
    {
        var insert = Table("trades").Insert("003", 40);

        Assert.Equal("(insert 'trades (list '003 40))", insert.ToString());
        Assert.Equal("(set 'trades (insert trades (list '003 40)))", insert.SaveAs("trades").ToString());
        Assert.Equal("(set trades (insert trades (list '003 40)))", insert.SaveAs("trades").ToRayfall(WireVersion.V1));
    }

    [Fact]
    public void A_text_for_a_column_is_one_symbol_in_wire_version_1() =>
        Assert.Equal(
            "(update {name: (quote bob) from: trades})",
            Table("trades").Update(Set("name", "bob")).ToRayfall(WireVersion.V1));

    [Fact]
    public void A_symbol_for_a_column_is_a_symbol()
    {
        var update = Table("trades").Update(Set("name", Symbol("bob")));

        Assert.Equal("(update {name: 'bob from: 'trades})", update.ToString());
        Assert.Equal("(update {name: (quote bob) from: trades})", update.ToRayfall(WireVersion.V1));
    }

    [Fact]
    public void A_pivot_is_computed_by_the_server() =>
        Assert.Equal(
            "(pivot trades 'sym 'venue 'price sum)",
            Table("trades").Pivot("sym", "venue", "price", PivotAggregate.Sum).ToString());
}
