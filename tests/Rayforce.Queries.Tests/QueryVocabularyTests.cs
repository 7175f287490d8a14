using Rayforce.Ipc;
using static Rayforce.Queries.Query;

namespace Rayforce.Queries.Tests;

/// <summary>The words that no captured query has. Native servers evaluate each of these texts.</summary>
public class QueryVocabularyTests
{
    private static readonly Guid Id = Guid.Parse("00010203-0405-0607-0809-0a0b0c0d0e0f");

    public static TheoryData<RayExpression, string> Expressions => new()
    {
        { !Column("active"), "(== active false)" },
        { !(Column("age") > 30), "(not (> age 30))" },
        { -Column("price"), "(neg price)" },
        { Column("price").Round(), "(round price)" },
        { Column("price").Ceiling(), "(ceil price)" },
        { Column("price").Floor(), "(floor price)" },
        { Column("qty").DivideWhole(3), "(div qty 3)" },
        { Column("qty").Bucket(10), "(xbar qty 10)" },
        { Column("qty").Within(2, 14), "(within qty [2 14])" },
        { Column("qty").IsIn(new[] { 1L, 2L }), "(in qty [1 2])" },
        { Column("price").IsIn(1.5, 2.0), "(in price [1.5 2.0])" },
        { Column("price") > 0.1f, "(> price 0.1e)" },
        { Column("price") > 1e-40f, "(> price 1.0e-40e)" },
        { Column("price").IsIn(new[] { 3f, float.NaN }), "(in price [3.0e 0Ne])" },
        {
            Column("took") > new RayAtom<RayTimespan>(new RayTimespan(93_784_000_000_005)),
            "(> took 1D02:03:04.000000005)"
        },
        {
            Column("took").IsIn(new RayVector<RayTimespan>(new RayTimespan(-1), RayTimespan.Null)),
            "(in took [-0D00:00:00.000000001 0Nn])"
        },
        { Column("took").IsIn(new RayVector<RayTimespan>()), "(in took (as 'TIMESPAN []))" },
        { Column("d").IsIn(new[] { new DateOnly(2024, 1, 2) }), "(in d [2024.01.02])" },
        { Column("name").Like("a*"), "(like name \"a*\")" },
        { Column("age").IsNull(), "(nil? age)" },
        { Column("age") == null, "(nil? age)" },
        { Column("age") != null, "(not (nil? age))" },
        { Column("price") > 1e300, "(> price 1.0e300)" },
        { Column("g").IsIn(new[] { Id }), $"(in g (enlist (as 'GUID \"{Id}\")))" },
        { Column("price").Deviation(), "(dev price)" },
        { Column("price").SampleDeviation(), "(stddev price)" },
        { Column("price").SampleVariance(), "(var price)" },
        { Column("price").Correlation(Column("qty")), "(pearson_corr price qty)" },
        { Column("price").Top(2), "(top price 2)" },
        { Column("price").Bottom(2), "(bot price 2)" },
        { If(Column("price") > 5, "high", "low"), "(if (> price 5) \"high\" \"low\")" },
        { 1 - Column("price"), "(- 1 price)" },
        { 2.0 / Column("price"), "(/ 2.0 price)" },
        { Column("sym") == Symbol("AAPL"), "(== sym 'AAPL)" },
        { Column("id") == Id, $"(== id (as 'GUID \"{Id}\"))" },
        { Column("t") < TimeSpan.FromMilliseconds(1), "(< t 00:00:00.001)" },
        { Column("u") == (byte)10, "(== u 0x0a)" },
        { Column("h") == (short)3, "(== h 3h)" },
        { Column("i") == new RayAtom<int>(3), "(== i 3i)" },
        { Column("name") == "a\"b\\c\n", "(== name \"a\\\"b\\\\c\\n\")" },
        { Column("qty").Where(Column("price") > 5).Count(), "(sum (if (> price 5) 1 0))" },
        {
            Column("qty").Where(Column("price") > 5).Average(),
            "(/ (sum (if (> price 5) qty 0)) (sum (if (> price 5) 1 0)))"
        },
        { Column("qty").Sum().Where(Column("price") > 5), "(sum (if (> price 5) qty 0))" },
        {
            Column("qty").Where(Column("price") > 5).Where(Column("age") > 1).Sum(),
            "(sum (if (and (> price 5) (> age 1)) qty 0))"
        },
        {
            Call("count", Table("trades").Where(Column("age") > 30)),
            "(count (select {from: trades where: (> age 30)}))"
        },
    };

    [Theory]
    [MemberData(nameof(Expressions))]
    public void An_expression_prints_as_source(RayExpression expression, string source) =>
        Assert.Equal(source, expression.ToString());

    [Fact]
    public void Queries_nest()
    {
        var adults = Table("trades").Select("id", "age").Where(Column("age") > 30);

        Assert.Equal(
            "(select {id: id from: (xdesc (select {id: id age: age from: trades where: (> age 30)}) ['age])})",
            adults.OrderByDescending("age").Select("id").ToString());
        Assert.Equal(
            "(inner-join ['id] (select {id: id age: age from: trades where: (> age 30)}) people)",
            adults.InnerJoin(Table("people"), "id").ToString());
        Assert.Equal(
            "(ungroup (select {best: (top price 2) by: {sym: sym} from: trades}))",
            Table("trades").Select(Column("price").Top(2).As("best")).By("sym").Ungroup().ToString());
        Assert.Equal("(concat A B)", Table("A").Concat(Table("B")).ToString());
    }

    [Fact]
    public void A_query_is_immutable_and_its_object_is_made_once()
    {
        var all = Table("trades").Select("id");
        var some = all.Where(Column("age") > 30);

        Assert.Equal("(select {id: id from: trades})", all.ToString());
        Assert.Equal("(select {id: id from: trades where: (> age 30)})", some.ToString());
        Assert.Same(some.ToRayObject(), some.ToRayObject());
        Assert.NotSame(some.ToRayObject(WireVersion.V1), some.ToRayObject());
    }

    [Fact]
    public void A_table_alone_is_a_select_of_everything() =>
        Assert.Equal("(select {from: trades})", Table("trades").ToString());

    [Fact]
    public void A_table_of_values_can_be_inserted() => Assert.Equal(
        "(insert 'trades {sym: ['a 'b] px: [1 2]})", Table("trades").Insert(Tables.A).ToString());

    [Fact]
    public void A_change_of_a_computed_table_is_one_of_its_value() => Assert.Equal(
        "(update {age: 35 from: trades})", Table(Column("trades")).Update(Set("age", 35)).ToString());

    [Fact]
    public void Conditions_of_an_update_add_up() => Assert.Equal(
        "(update {age: 1 from: 'trades where: (and (> age 2) (< age 5))})",
        Table("trades").Update(Set("age", 1)).Where(Column("age") > 2).Where(Column("age") < 5).ToString());

    [Fact]
    public void A_delete_of_a_name_changes_the_table_and_one_that_is_saved_a_copy()
    {
        var delete = Table("trades").Delete(Column("age") > 2);

        Assert.Equal("(delete {from: 'trades where: (> age 2)})", delete.ToString());
        Assert.Equal("(set 'young (delete {from: trades where: (> age 2)}))", delete.SaveAs("young").ToString());
    }

    [Fact]
    public void A_function_travels_in_either_wire_version()
    {
        var call = Call(Lambda(["x", "y"], Column("x") * Column("y")), Column("qty"), 2);

        Assert.Equal("((fn [x y] (* x y)) qty 2)", call.ToString());
        Assert.Equal("((fn [x y] (* x y)) qty 2)", call.ToRayfall(WireVersion.V1));
        Assert.Equal("((fn [] 1))", Call(Lambda([], 1)).ToString());
    }

    [Fact]
    public void A_filtered_aggregate_in_wire_version_1_filters_the_column() => Assert.Equal(
        "(max (map at qty (where (> price 5))))",
        Column("qty").Where(Column("price") > 5).Max().ToRayfall(WireVersion.V1));

    [Fact]
    public void A_column_is_negated_by_not_in_wire_version_1() =>
        Assert.Equal("(not active)", (!Column("active")).ToRayfall(WireVersion.V1));

    [Fact]
    public void In_wire_version_1_numbers_and_spans_that_it_lacks_are_said_in_a_wider_type()
    {
        Assert.Equal("(> price 0.5)", (Column("price") > 0.5f).ToRayfall(WireVersion.V1));
        Assert.Equal("(> price 0.10000000149011612)", (Column("price") > 0.1f).ToRayfall(WireVersion.V1));
        var spans = new RayVector<RayTimespan>(new RayTimespan(7), RayTimespan.Null);
        Assert.Equal("(in took [7 0Nl])", Column("took").IsIn(spans).ToRayfall(WireVersion.V1));
        Assert.Equal(
            "(in took (as 'I64 []))", Column("took").IsIn(new RayVector<RayTimespan>()).ToRayfall(WireVersion.V1));
    }

    [Fact]
    public void The_words_for_the_two_quotients_are_swapped_in_wire_version_1()
    {
        Assert.Equal("(/ qty 3)", Column("qty").DivideWhole(3).ToRayfall(WireVersion.V1));
        Assert.Equal("(div qty 3)", Call("div", Column("qty"), 3).ToRayfall(WireVersion.V1));
    }

    [Fact]
    public void A_function_of_the_server_goes_by_its_name()
    {
        Assert.Equal(
            new RayList(new RaySymbol("mine"), new RayAtom<long>(1)), Call("mine", 1).ToRayObject(WireVersion.V1));
        Assert.Equal(new RayList(new RaySymbol("mine"), new RayAtom<long>(1)), Call("mine", 1).ToRayObject());
    }
}
