"""Address text to components with spans; gazetteer; coordinates, datum and their precision.

>>> from waybill.address.parse import parse
>>> parse("江苏省南京市鼓楼区中山路8号3栋2单元501室").masked
'江苏省南京市鼓楼区中山路8号3栋***'
"""
