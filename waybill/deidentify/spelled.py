"""A Chinese name in Latin letters: 林大秋 is Lin Daqiu, LIN DA QIU and Daqiu Lin.

The commoner characters of GB 2312 stand there in the order of their pinyin, so that the first character of each syllable
tells the syllables of all; for the others of names there is a list.  A name with a character of neither is not looked for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache

_ORDERED = """
啊a 埃ai 鞍an 肮ang 凹ao 芭ba 白bai 斑ban 邦bang 苞bao 杯bei 奔ben 崩beng 逼bi 鞭bian 标biao 鳖bie 彬bin 兵bing 玻bo 捕bu 擦ca 猜cai 餐can
苍cang 操cao 厕ce 层ceng 插cha 拆chai 搀chan 昌chang 超chao 车che 郴chen 撑cheng 吃chi 充chong 抽chou 初chu 揣chuai 川chuan 疮chuang
吹chui 春chun 戳chuo 疵ci 聪cong 凑cou 粗cu 蹿cuan 摧cui 村cun 磋cuo 搭da 呆dai 耽dan 当dang 刀dao 德de 蹬deng 堤di 颠dian 碉diao 跌die
丁ding 丢diu 东dong 兜dou 督du 端duan 堆dui 墩dun 掇duo 蛾e 恩en 而er 发fa 藩fan 坊fang 菲fei 芬fen 丰feng 佛fo 否fou 夫fu 噶ga 该gai 干gan
冈gang 篙gao 哥ge 给gei 根gen 耕geng 工gong 钩gou 辜gu 刮gua 乖guai 棺guan 光guang 瑰gui 辊gun 锅guo 哈ha 骸hai 酣han 夯hang 壕hao 呵he 嘿hei
痕hen 哼heng 轰hong 喉hou 呼hu 花hua 槐huai 欢huan 荒huang 灰hui 荤hun 豁huo 击ji 嘉jia 歼jian 僵jiang 蕉jiao 揭jie 巾jin 荆jing 炯jiong
揪jiu 鞠ju 捐juan 撅jue 均jun 喀ka 开kai 刊kan 康kang 考kao 坷ke 肯ken 坑keng 空kong 抠kou 枯ku 夸kua 块kuai 宽kuan 匡kuang 亏kui 坤kun 括kuo
垃la 莱lai 蓝lan 琅lang 捞lao 勒le 雷lei 棱leng 厘li 俩lia 联lian 粮liang 撩liao 列lie 琳lin 玲ling 溜liu 龙long 楼lou 芦lu 驴lv 峦luan 掠lve
抡lun 萝luo 妈ma 埋mai 瞒man 芒mang 猫mao 么me 玫mei 门men 萌meng 眯mi 棉mian 苗miao 蔑mie 民min 明ming 谬miu 摸mo 谋mou 拇mu 拿na 氖nai 南nan
囊nang 挠nao 呢ne 馁nei 嫩nen 能neng 妮ni 蔫nian 娘niang 鸟niao 捏nie 您nin 柠ning 牛niu 脓nong 奴nu 女nv 暖nuan 虐nve 挪nuo 哦o 欧ou 啪pa
拍pai 攀pan 乓pang 抛pao 呸pei 喷pen 砰peng 坯pi 篇pian 飘piao 撇pie 拼pin 乒ping 坡po 扑pu 期qi 掐qia 牵qian 枪qiang 橇qiao 切qie 钦qin
青qing 琼qiong 秋qiu 趋qu 圈quan 缺que 裙qun 然ran 瓤rang 饶rao 惹re 壬ren 扔reng 日ri 戎rong 揉rou 茹ru 软ruan 蕊rui 闰run 若ruo 撒sa 腮sai
三san 桑sang 搔sao 瑟se 森sen 僧seng 莎sha 筛shai 珊shan 墒shang 梢shao 奢she 砷shen 声sheng 师shi 收shou 蔬shu 刷shua 摔shuai 栓shuan
霜shuang 谁shui 吮shun 说shuo 斯si 松song 搜sou 苏su 酸suan 虽sui 孙sun 蓑suo 塌ta 胎tai 坍tan 汤tang 掏tao 特te 藤teng 梯ti 天tian 挑tiao
贴tie 厅ting 通tong 偷tou 凸tu 湍tuan 推tui 吞tun 拖tuo 挖wa 歪wai 豌wan 汪wang 威wei 瘟wen 嗡weng 挝wo 巫wu 昔xi 瞎xia 掀xian 相xiang 萧xiao
楔xie 薪xin 星xing 兄xiong 休xiu 墟xu 轩xuan 靴xue 勋xun 压ya 焉yan 殃yang 邀yao 椰ye 一yi 茵yin 英ying 哟yo 拥yong 幽you 迂yu 鸳yuan 曰yue
耘yun 匝za 栽zai 咱zan 赃zang 遭zao 责ze 贼zei 怎zen 增zeng 扎zha 摘zhai 瞻zhan 樟zhang 招zhao 遮zhe 珍zhen 蒸zheng 芝zhi 中zhong 舟zhou
珠zhu 抓zhua 拽zhuai 专zhuan 桩zhuang 椎zhui 谆zhun 捉zhuo 兹zi 鬃zong 邹zou 租zu 钻zuan 嘴zui 尊zun 昨zuo
"""
"""Characters of GB 2312 level 1, the first of each syllable; v is ü."""
_OTHERS = """
ai嫒 bei蓓 ben犇 biao骉 bin缤 bing邴 bo薄柏 cai偲 can璨 cen岑 chai钗 chan婵 chang昶嫦 chao焯晁 chen宸琛谌 cheng晟 chong翀重 chu褚 cong琮骢 dai黛岱 di邸荻 dou窦 du都 dun惇
duo铎 er珥迩 fan梵璠幡 fang舫昉 fei霏妃斐翡 feng沣 fu芙馥 gao郜 ge盖舸 geng赓 guan莞 han菡晗瀚焓 hang珩 hao灏昊颢皓濠 heng蘅 hong泓竑 hua骅桦 huan嬛奂洹寰 hui晖荟蕙麾 ji稷霁嵇暨玑骥
jia葭郏珈 jian戬 jiao姣峤 jie婕劼颉 jin瑾缙妗槿堇 jing璟婧菁靓旌憬 jiong炅 ju琚 juan隽涓 jue珏 jun珺隽 kai恺铠锴 kan阚 ke珂 kuai蒯 kuang邝 kui隗逵 kun锟堃琨 lai赉 lan岚斓 li俪郦骊鹂
lian琏 lin蔺麟 ling翎绫泠 long珑 lu璐鹭逯 luan栾銮鸾 luo泺珞 man缦 mao懋 mei莓嵋湄 meng濛 mi宓谧 miao淼邈缈缪 min旻闵珉 ming洺茗 mo茉 mou缪 mu沐牟 nan楠囡 ni旎 ning甯 ou区 pang逄
pei珮霈 peng芃 piao朴 ping娉 pu濮璞溥 qi琪琦淇祺绮亓麒綦骐玘颀圻 qian茜骞倩芊 qiang嫱 qiao樵 qin覃 qing箐 qiong瓊 qiu仇 qu璩瞿 quan荃 que阙 ran苒 rao娆 ren仞 rong镕嵘榕 rui芮睿叡
sa飒 shan单姗 she佘折厍 shen莘谌参燊珅 sheng笙晟 shu姝澍纾 shuai率 shuo妁铄 song嵩崧 su愫 tai邰 tan覃郯 tang瑭 tao韬 teng滕 ti缇 tian湉 ting婷霆蜓 tong仝佟 wai崴 wan琬菀纨绾
wei玮炜薇葳隗 wen雯 wu邬 xi曦熹玺郗禧皙晞奚浠 xia遐 xian娴冼 xiao潇骁筱箫 xie解燮 xin馨昕鑫歆莘 xing荇 xu勖煦栩诩 xuan萱璇瑄暄煊渲 xun浔荀珣郇洵薰 ya娅 yan妍琰嫣焱闫鄢晏滟 yang炀飏旸 yao垚窈曜 ye烨晔
yi熠漪翊奕弈怡懿轶祎羿薏驿弋燚苡旖诒贻 ying滢潆瀛瑛璎莺 yong镛 you宥祐攸 yu瑜煜妤昱钰彧毓尉於 yuan沅瑗鸢 yue玥乐樾 yun芸昀筠赟妘沄员韫 zan瓒昝 zang臧 zha查 zhai翟 zhang璋长仉 zhao钊 zhe喆 zhen桢蓁祯缜榛禛
zheng峥铮筝 zhi祉芷 zhu翥 zi梓訾
"""
"""Characters of names that stand elsewhere, and family names that are read otherwise."""
_LEVEL_1 = (b"\xb0\xa1", b"\xd7\xf9")
_BETWEEN = r"[\s._',-]{0,2}"
_NAME = range(2, 5)
"""Characters of a name that is looked for."""
_NO_LETTERS = dict.fromkeys(range(ord("a")))
_PLAIN_WORD = 5
"""Letters that a word without a blank or a capital inside must have to be a name: 李可 is nobody's "like"."""


def may_be_spelled(letters: str, piece: str) -> bool:
    """Cheap test: False only where :func:`spelled_spans` would find nothing in a text of these small letters."""
    return (
        len(piece) in _NAME
        and not piece.isascii()
        and all(any(reading.partition("v")[0] in letters for reading in _readings(char)) for char in piece)
    )


def spelled_spans(plain: str, piece: str) -> Iterator[tuple[int, int, str]]:
    """Where the text spells ``piece``, a name in Chinese characters, with the family name first or last."""
    if not may_be_spelled("".join(filter(str.isascii, plain.lower())).translate(_NO_LETTERS), piece):
        return
    spelled = ["(?:" + "|".join(map(_written, _readings(char))) + ")" for char in piece]
    turned = (spelled[cut:] + spelled[:cut] for cut in range(min(3, len(spelled))))
    forms = "|".join(map(_BETWEEN.join, turned))
    for found in re.finditer(rf"(?<![A-Za-z])(?:{forms})(?![A-Za-z])", plain, re.IGNORECASE):
        word = found[0]
        if len(word) >= _PLAIN_WORD or not word.isalpha() or (not word.isupper() and not word[1:].islower()):
            yield *found.span(), "own"


def _written(reading: str) -> str:
    return reading.replace("v", "(?:v|u|yu|ü)")


@lru_cache(maxsize=4096)
def _readings(char: str) -> tuple[str, ...]:
    """How a character is read, without tones; empty where that is not known."""
    starts, readings, others = _table()
    code = char.encode("gb2312", "ignore")
    ordered = (readings[bisect_right(starts, code) - 1],) if _LEVEL_1[0] <= code <= _LEVEL_1[1] else ()
    return ordered + others.get(char, ())


@cache
def _table() -> tuple[list[bytes], list[str], dict[str, tuple[str, ...]]]:
    entries = _ORDERED.split()
    starts = [entry[0].encode("gb2312") for entry in entries]
    others: dict[str, tuple[str, ...]] = {}
    for group in _OTHERS.split():
        reading = "".join(filter(str.isascii, group))
        for char in group.removeprefix(reading):
            others[char] = (*others.get(char, ()), reading)
    return starts, [entry[1:] for entry in entries], others
