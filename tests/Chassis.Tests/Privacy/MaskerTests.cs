using Hotline.Chassis.Privacy;

namespace Hotline.Chassis.Tests.Privacy;

/// <summary>Every name and number here is invented.</summary>
public sealed class MaskerTests
{
    [Theory]
    [InlineData("身份证110101199003070000反映", "身份证1101**********0000反映")]
    [InlineData("11010119900307001X", "1101**********001X")]
    [InlineData("11010119900307001x。", "1101**********001X。")]
    [InlineData("１１０１０１１９９００３０７００００", "1101**********0000")]
    [InlineData("110101 19900307 0000", "1101**********0000")]
    [InlineData("老证号110101900307001", "老证号1101*******7001")]
    public void Hides_identity_numbers(string text, string shown) => Assert.Equal(shown, Masker.Mask(text));

    [Theory]
    [InlineData("请打13800000000。", "请打138****0000。")]
    [InlineData("138 0000 0000", "138****0000")]
    [InlineData("138-0000-0000", "138****0000")]
    [InlineData("138 00000000", "138****0000")]
    [InlineData("+8613800000000", "+86-138****0000")]
    [InlineData("+86 138 0000 0000", "+86 138****0000")]
    [InlineData("+86-138-0000-0000", "+86-138****0000")]
    [InlineData("008613800000000", "0086-138****0000")]
    [InlineData("１３８００００００００", "138****0000")]
    [InlineData("电话１３８－００００－００００转", "电话138****0000转")]
    [InlineData("tel13800000000x", "tel138****0000x")]
    [InlineData("**13800000000**", "**138****0000**")]
    [InlineData("138\u200B0000\u200B0000", "138****0000")]
    [InlineData("13800000000/13900000000", "138****0000/139****0000")]
    [InlineData("2022-09-28 13800000000", "2022-09-28 138****0000")]
    public void Hides_mobile_numbers(string text, string shown) => Assert.Equal(shown, Masker.Mask(text));

    [Theory]
    [InlineData("010-69040012", "010-69****12")]
    [InlineData("01069040012", "010-69****12")]
    [InlineData("（010）69040012", "（010)69****12")]
    [InlineData("010 6904 0012", "010-69****12")]
    [InlineData("010-69040012-801", "010-69****12-***")]
    [InlineData("0314-8700012", "0314-87***12")]
    [InlineData("+86-10-69040012", "+86-10-69****12")]
    [InlineData("座机：69040012", "座机：69****12")]
    public void Hides_landlines(string text, string shown) => Assert.Equal(shown, Masker.Mask(text));

    [Theory]
    [InlineData("卡号6222020000000000008", "卡号6222***********0008")]
    [InlineData("4111 1111 1111 1111", "4111********1111")]
    public void Hides_bank_cards(string text, string shown) => Assert.Equal(shown, Masker.Mask(text));

    [Theory]
    [InlineData("发到zhang.san@example.com吧", "发到z***@example.com吧")]
    [InlineData("13800000000@example.com", "1***@example.com")]
    [InlineData("a@example.com", "***@example.com")]
    [InlineData("京A12345停在门口", "京A****5停在门口")]
    [InlineData("京A·12345", "京A****5")]
    [InlineData("京AD12345", "京A****5")]
    [InlineData("微信号：abc_12345", "微信号：a***")]
    [InlineData("加微信 zhang-san88", "加微信 z***")]
    [InlineData("QQ12345678", "QQ1***")]
    [InlineData("qq号是12345678，", "qq号是1***，")]
    [InlineData("护照E12345678", "护照E***")]
    public void Hides_mailboxes_plates_and_handles(string text, string shown) => Assert.Equal(shown, Masker.Mask(text));

    [Theory]
    [InlineData("我叫张三，住在密云", "我叫张**，住在密云")]
    [InlineData("我叫张三丰。", "我叫张**。")]
    [InlineData("我叫张三住在密云", "我叫张**住在密云")]
    [InlineData("本人李四，反映停水", "本人李**，反映停水")]
    [InlineData("我是王五，电话13800000000", "我是王**，电话138****0000")]
    [InlineData("我的名字叫欧阳小明", "我的名字叫欧阳**")]
    [InlineData("我是王𠮷，", "我是王**，")]
    [InlineData("姓名：赵六 电话", "姓名：赵** 电话")]
    [InlineData("联系人：孙七", "联系人：孙**")]
    public void Hides_names_people_give_themselves(string text, string shown) => Assert.Equal(shown, Masker.Mask(text));

    [Theory]
    [InlineData("长安小区3号楼2单元501室", "长安小区3号楼*单元*室")]
    [InlineData("3号楼二单元五零一室", "3号楼*单元*室")]
    [InlineData("3号楼2单元501", "3号楼*单元*")]
    [InlineData("3号楼501漏水", "3号楼*漏水")]
    [InlineData("3号楼2单元102户", "3号楼*单元*户")]
    [InlineData("3号楼2单元902号", "3号楼*单元*号")]
    [InlineData("南菜园小区5-2-501", "南菜园小区5-*-*")]
    public void Hides_unit_and_room_and_keeps_the_building(string text, string shown) => Assert.Equal(shown, Masker.Mask(text));

    [Theory]
    [InlineData("工单MY220928000001-01，2022-09-28 10:00:00受理")]
    [InlineData("投资664万元，135户未拆迁，3天2检，20220928103000")]
    [InlineData("热线12345，急救120，报警110，400-810-0000")]
    [InlineData("我是李各庄村的村民，本人常年在外，我是高血压患者")]
    [InlineData("我叫了几次车都没有来，姓名不详，我是租户，")]
    [InlineData("68栋5000余户，3栋105m2，1栋25楼，联系人徐警官，反映人：原厂职工，本人曾在K区上学")]
    [InlineData("微信,anonymous,2019-01-01")]
    [InlineData("马女士来电，本人王女士，我是张先生")]
    [InlineData("3号楼120户停电，两室一厅，3号楼18层，9月15号")]
    [InlineData("订单号20220928100000000001，合同价1500-2000元")]
    [InlineData("微信公众号、QQ群、京东、微信扫码12345")]
    [InlineData("坐标40.376834,116.843177；面积1,234.56平方米；2021-2022年")]
    [InlineData("𠮷䶮🙂👨‍👩‍👧 ＡＢＣ <script>alert(1)</script> =cmd|' /C calc'!A0")]
    [InlineData("138****0000 1101**********0000 马**")]
    [InlineData("")]
    public void Leaves_everything_else_as_it_is(string text) => Assert.Same(text, Masker.Mask(text));

    [Theory]
    [InlineData("马小明", "马**")]
    [InlineData("马", "马**")]
    [InlineData("欧阳明", "欧阳**")]
    [InlineData("𠮷田", "𠮷**")]
    [InlineData("Ann Lee", "A**")]
    [InlineData(" ", "")]
    public void Masks_a_name(string name, string shown) => Assert.Equal(shown, Masker.Name(name));

    [Theory]
    [InlineData("13800000000", "138****0000")]
    [InlineData("010-69040012", "010-69****12")]
    [InlineData("69040012", "69****12")]
    [InlineData("12345", "****")]
    [InlineData("+4915100000000", "+4****00")]
    [InlineData("", "")]
    public void Masks_a_telephone_number(string phone, string shown) => Assert.Equal(shown, Masker.Phone(phone));
}
